from django.apps import AppConfig


class BrappConfig(AppConfig):
    name = "brapp"
    verbose_name = "Brapp"
