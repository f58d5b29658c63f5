from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccountsConfig(AppConfig):
    name = "accounts"
    label = "accounts"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added, authenticator_removed

        from accounts.second_factor.requirement import authenticator_changed
        from accounts.session import record_sign_in

        user_logged_in.connect(record_sign_in, dispatch_uid="accounts.record_sign_in")
        for signal in (authenticator_added, authenticator_removed):
            signal.connect(authenticator_changed, dispatch_uid="accounts.second_factor.authenticator_changed")
