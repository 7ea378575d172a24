"""The site for residents: no account, no script needed, no cookie until a form asks for one."""
