"""The pages by which an organisation says, without an account, whether somebody is welcome."""
