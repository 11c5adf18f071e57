package dev.brattice.inspect.secrets;

import static dev.brattice.inspect.secrets.Alphabet.BASE62;
import static dev.brattice.inspect.secrets.Alphabet.BASE64;
import static dev.brattice.inspect.secrets.Alphabet.DOTTED;
import static dev.brattice.inspect.secrets.Alphabet.HEX;
import static dev.brattice.inspect.secrets.Alphabet.UPPER_DIGITS;
import static dev.brattice.inspect.secrets.Alphabet.URL;
import static dev.brattice.inspect.secrets.Alphabet.WORD;

import dev.brattice.inspect.secrets.VendorKind.Check;
import dev.brattice.inspect.secrets.VendorKind.Form;
import java.util.ArrayList;
import java.util.List;

/** The kinds of secrets that are told by their shape alone, as vendors document them. */
final class Vendors {
  private static final int LONG = 4096;
  private static final Alphabet BASE32 = Alphabet.of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
  private static final Alphabet BECH32 = Alphabet.of("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L");

  private final List<VendorKind> kinds = new ArrayList<>();

  private Vendors() {}

  static List<VendorKind> all() {
    var vendors = new Vendors();
    vendors.clouds();
    vendors.code();
    vendors.packages();
    vendors.models();
    vendors.messaging();
    vendors.money();
    vendors.operations();
    vendors.work();
    return List.copyOf(vendors.kinds);
  }

  private void clouds() {
    for (String prefix : List.of("AKIA", "ASIA", "ABIA", "ACCA")) {
      add("aws-access-key-id", "an AWS access key id", prefix, BASE32, 16, 16);
    }
    add("aws-bedrock-key", "an AWS Bedrock API key", "ABSK", BASE64, 100, 280);
    add("google-api-key", "a Google API key", "AIza", URL, 35, 35);
    add("google-oauth-secret", "a Google OAuth client secret", "GOCSPX-", URL, 28, 28);
    add("google-oauth-token", "a Google OAuth access token", "ya29.", DOTTED, 30, LONG);
    named("azure-storage-key", "an Azure storage key", "AccountKey=", BASE64, 86, 88);
    named("azure-shared-key", "an Azure shared access key", "SharedAccessKey=", BASE64, 43, 44);
    add("digitalocean-token", "a DigitalOcean token", "dop_v1_", HEX, 64, 64);
    add("digitalocean-token", "a DigitalOcean token", "doo_v1_", HEX, 64, 64);
    add("digitalocean-token", "a DigitalOcean token", "dor_v1_", HEX, 64, 64);
    add("alibaba-access-key", "an Alibaba Cloud access key id", "LTAI", BASE62, 16, 26);
    add("heroku-key", "a Heroku API key", "HRKU-", URL, 36, 64);
    add("fly-token", "a Fly.io token", "FlyV1 fm", Alphabet.BASE64.with("_,"), 60, LONG);
    add("planetscale-token", "a PlanetScale credential", "pscale_tkn_", DOTTED, 32, 64);
    add("planetscale-token", "a PlanetScale credential", "pscale_pw_", DOTTED, 32, 64);
    add("supabase-token", "a Supabase token", "sbp_", HEX, 40, 40);
    add("netlify-token", "a Netlify token", "nfp_", BASE62, 36, 40);
    add("tailscale-key", "a Tailscale key", "tskey-", BASE62.with("-"), 20, 80);
  }

  private void code() {
    for (String prefix : List.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_")) {
      add("github-token", "a GitHub token", prefix, BASE62, 36, 36, Checks::githubChecksum);
    }
    add("github-fine-grained-token", "a GitHub fine-grained token", "github_pat_", WORD, 82, 82);
    for (String prefix : List.of("glpat-", "glrt-")) {
      add("gitlab-token", "a GitLab token", prefix, DOTTED, 20, 72);
    }
    for (String prefix : List.of("gldt-", "glcbt-", "glsoat-", "glft-")) {
      add("gitlab-token", "a GitLab token", prefix, URL, 20, 26);
    }
    add("gitlab-token", "a GitLab token", "glptt-", URL, 40, 40);
    add("gitlab-token", "a GitLab token", "gloas-", URL, 64, 64);
    add("gitlab-token", "a GitLab token", "glimt-", URL, 25, 25);
    add("gitlab-token", "a GitLab token", "glagent-", URL, 50, 50);
    add("gitlab-token", "a GitLab token", "glffct-", URL, 20, 20);
    add("gitlab-token", "a GitLab runner token", "GR1348941", URL, 20, 20);
    for (String prefix : List.of("squ_", "sqp_", "sqa_")) {
      add("sonar-token", "a SonarQube token", prefix, HEX, 40, 40);
    }
    add("sourcegraph-token", "a Sourcegraph token", "sgp_local_", HEX, 40, 40);
    add("sourcegraph-token", "a Sourcegraph token", "sgp_", HEX.with("_"), 40, 64);
    add("atlassian-token", "an Atlassian API token", "ATATT3", URL.with("="), 180, 240);
    add("atlassian-token", "an Atlassian API token", "ATCTT3", URL.with("="), 160, 240);
    add("figma-token", "a Figma token", "figd_", URL, 38, 48);
    add("postman-key", "a Postman API key", "PMAK-", HEX.with("-"), 59, 59);
    add("readme-key", "a ReadMe API key", "rdme_", BASE62, 70, 70);
    add("linear-key", "a Linear API key", "lin_api_", BASE62, 40, 40);
  }

  private void packages() {
    add("npm-token", "an npm token", "npm_", BASE62, 36, 36, Checks::githubChecksum);
    add("pypi-token", "a PyPI token", "pypi-AgEIcHlwaS5vcmc", URL, 50, 400);
    add("pypi-token", "a TestPyPI token", "pypi-AgENdGVzdC5weXBpLm9yZ", URL, 50, 400);
    add("rubygems-key", "a RubyGems API key", "rubygems_", HEX, 48, 48);
    add("docker-token", "a Docker Hub token", "dckr_pat_", URL, 27, 32);
    add("docker-token", "a Docker Hub token", "dckr_oat_", URL, 32, 32);
    add("clojars-token", "a Clojars token", "CLOJARS_", HEX, 60, 60);
    add("artifactory-key", "an Artifactory API key", "AKCp", BASE62, 60, 80);
    add("prefect-key", "a Prefect API key", "pnu_", BASE62, 36, 36);
  }

  private void models() {
    add("anthropic-key", "an Anthropic API key", "sk-ant-", URL, 80, 130);
    add("openai-key", "an OpenAI API key", "sk-proj-", URL, 40, 180);
    add("openai-key", "an OpenAI API key", "sk-svcacct-", URL, 40, 180);
    add("openai-key", "an OpenAI API key", "sk-admin-", URL, 40, 180);
    add("openrouter-key", "an OpenRouter API key", "sk-or-v1-", HEX, 64, 64);
    add("model-api-key", "a model provider's API key", "sk-", BASE62, 32, 64);
    add("groq-key", "a Groq API key", "gsk_", BASE62, 50, 56);
    add("xai-key", "an xAI API key", "xai-", BASE62, 70, 90);
    add("perplexity-key", "a Perplexity API key", "pplx-", BASE62, 40, 60);
    add("huggingface-token", "a Hugging Face token", "hf_", BASE62, 34, 40);
    add("huggingface-token", "a Hugging Face token", "api_org_", BASE62, 34, 34);
    add("replicate-token", "a Replicate token", "r8_", BASE62, 37, 40);
    add("langsmith-key", "a LangSmith API key", "lsv2_pt_", HEX.with("_"), 40, 50);
    add("langsmith-key", "a LangSmith API key", "lsv2_sk_", HEX.with("_"), 40, 50);
  }

  private void messaging() {
    for (String prefix : List.of("xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-")) {
      add("slack-token", "a Slack token", prefix, URL, 24, 250, Checks::slack);
    }
    add("slack-token", "a Slack token", "xoxe.xoxp-1-", URL, 140, 200);
    add("slack-token", "a Slack app token", "xapp-1-", URL, 60, 120);
    named(
        "slack-webhook",
        "a Slack webhook URL",
        "hooks.slack.com/services/",
        BASE62.with("/"),
        40,
        60);
    named(
        "slack-webhook",
        "a Slack webhook URL",
        "hooks.slack.com/workflows/",
        BASE62.with("/"),
        50,
        80);
    named(
        "discord-webhook",
        "a Discord webhook URL",
        "discord.com/api/webhooks/",
        URL.with("/"),
        80,
        110);
    add("sendgrid-key", "a SendGrid API key", "SG.", DOTTED, 66, 66, Checks::sendGrid);
    add("mailgun-key", "a Mailgun API key", "key-", HEX, 32, 32);
    add("brevo-key", "a Brevo API key", "xkeysib-", BASE62.with("-"), 81, 81);
    add("twilio-key", "a Twilio API key", "SK", HEX, 32, 32);
  }

  private void money() {
    for (String prefix : List.of("sk_live_", "rk_live_", "sk_test_", "rk_test_", "rk_prod_")) {
      add("stripe-key", "a Stripe secret key", prefix, BASE62, 16, 120);
    }
    add("stripe-webhook-secret", "a Stripe webhook secret", "whsec_", BASE64, 32, 64);
    for (String prefix : List.of("shpat_", "shpss_", "shpca_", "shppa_")) {
      add("shopify-token", "a Shopify token", prefix, HEX, 32, 32);
    }
    add("square-token", "a Square access token", "sq0atp-", URL, 22, 22);
    add("square-secret", "a Square application secret", "sq0csp-", URL, 43, 43);
    add("flutterwave-key", "a Flutterwave secret key", "FLWSECK-", HEX.with("X-"), 32, 60);
  }

  private void operations() {
    add("vault-token", "a HashiCorp Vault token", "hvs.", URL, 24, 220);
    add("vault-token", "a HashiCorp Vault token", "hvb.", URL, 60, 500);
    add("terraform-token", "a Terraform API token", ".atlasv1.", URL, 60, 70);
    add("doppler-token", "a Doppler token", "dp.pt.", BASE62, 40, 44);
    add("doppler-token", "a Doppler token", "dp.st.", DOTTED, 40, 80);
    add("onepassword-token", "a 1Password service account token", "ops_eyJ", BASE64, 200, LONG);
    add("age-key", "an age secret key", "AGE-SECRET-KEY-1", BECH32, 58, 58);
    add("databricks-token", "a Databricks token", "dapi", HEX.with("-"), 32, 34);
    add("grafana-token", "a Grafana Cloud token", "glc_", BASE64, 32, 400);
    add("grafana-token", "a Grafana service account token", "glsa_", WORD, 41, 41);
    add("new-relic-key", "a New Relic user key", "NRAK-", UPPER_DIGITS, 27, 27);
    add("sentry-token", "a Sentry token", "sntrys_", BASE64.with("_"), 80, 400);
    add("sentry-token", "a Sentry token", "sntryu_", HEX, 64, 64);
    add("dynatrace-token", "a Dynatrace token", "dt0c01.", DOTTED, 85, 95);
    add("pulumi-token", "a Pulumi token", "pul-", HEX, 40, 40);
    add("openshift-token", "an OpenShift token", "sha256~", URL, 43, 43);
  }

  private void work() {
    add("notion-token", "a Notion token", "ntn_", BASE62, 40, 50);
    add("notion-token", "a Notion token", "secret_", BASE62, 43, 43);
    add("airtable-token", "an Airtable token", "pat", BASE62.with("."), 79, 79, Checks::airtable);
    add("facebook-token", "a Facebook access token", "EAA", BASE62, 100, 400);
    add("typeform-token", "a Typeform token", "tfp_", DOTTED, 44, 64);
    add("duffel-token", "a Duffel token", "duffel_live_", URL, 43, 43);
    add("mapbox-token", "a Mapbox secret token", "sk.eyJ", DOTTED, 60, 200);
  }

  private void add(String rule, String what, String prefix, Alphabet body, int min, int max) {
    add(rule, what, prefix, body, min, max, Checks::random);
  }

  private void add(
      String rule, String what, String prefix, Alphabet body, int min, int max, Check check) {
    kinds.add(new VendorKind(rule, what, prefix, body, min, max, Form.PREFIXED, check));
  }

  private void named(String rule, String what, String name, Alphabet body, int min, int max) {
    kinds.add(new VendorKind(rule, what, name, body, min, max, Form.NAMED, Checks::random));
  }
}
