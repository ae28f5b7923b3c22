"""The page on which anybody can refer somebody, or themself, without an account. It tells nothing about anybody."""
