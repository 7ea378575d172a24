"""The pages of a case: one frame, in which each subject has its panel."""
