"""The factual first draft of a summary: texts made by rules from what was counted. They reckon nothing themselves."""
