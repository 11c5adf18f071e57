package dev.brattice.config;

import java.util.List;

/** The keys below {@code listen} that say how clients reach the gateway from elsewhere. */
final class ListenKeys {
  private ListenKeys() {}

  static void add(List<Key> keys) {
    keys.add(
        Keys.text(
            "listen.public_url",
            "https://gateway.example",
            "Address under which clients reach the gateway, without a path: tokens may be for it or"
                + " for a server's address below it. By default metadata names the Host that was"
                + " asked."));
    keys.add(
        Keys.text(
            "listen.tls.certificate",
            "gateway.pem",
            "File with the certificate of the gateway and those between it and the authority, as"
                + " PEM, relative to this file; `serve` then speaks HTTPS alone."));
    keys.add(
        Keys.text(
            "listen.tls.key",
            "gateway.key",
            "File with the private key of the certificate, as PEM (PKCS #8, not encrypted), relative"
                + " to this file."));
    keys.add(
        Keys.text(
            "listen.tls.client_ca",
            "clients.pem",
            "File with the authorities whose certificates callers may come with, as PEM, relative to"
                + " this file. A certificate is required where no other way in is set."));
  }
}
