"""The pages by which a volunteer says, without an account, whether they would like to go with somebody."""
