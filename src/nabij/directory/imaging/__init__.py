"""Pictures that strangers upload: decoded in a child process with limits, made small, without what a camera wrote.

`prepare.prepared` is the door. The child (`child`) imports neither Django nor anything secret; a picture that
makes the decoder crash, or eats memory or time, ends the child and nothing else.
"""
