from councils.views.councils import council

__all__ = ["council"]
