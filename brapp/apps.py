from django.apps import AppConfig

from brapp import durability

assert durability  # registers its check


class BrappConfig(AppConfig):
    name = "brapp"
    verbose_name = "Brapp"
