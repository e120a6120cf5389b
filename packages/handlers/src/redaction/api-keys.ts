import type { TextRule } from "./text-rule.js";

/** Of each vendor what its keys begin with, and what follows. A prefix that occurs in words must stand by itself. */
const forms: readonly RegExp[] = [
  /sk-ant-[\w-]{20,}/, // Anthropic
  /(?<![A-Za-z0-9])sk-(?=[A-Za-z_-]{0,60}\d)[\w-]{20,}/, // OpenAI, OpenRouter, DeepSeek
  /AIza[\w-]{35}/, // Google
  /(?<![A-Za-z0-9])ya29\.[\w-]{20,}/, // Google, OAuth
  /gh[pousr]_[A-Za-z0-9]{36,}/, // GitHub
  /github_pat_\w{22,}/,
  /glpat-[\w-]{20,}/, // GitLab
  /xox[abeoprs]-[A-Za-z0-9-]{10,}/, // Slack
  /xapp-\d-[A-Za-z0-9-]{20,}/,
  /(?<![A-Z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Z0-9])/, // AWS
  /(?<![A-Za-z0-9])[sr]k_(?:live|test)_[A-Za-z0-9]{16,}/, // Stripe
  /(?<![A-Za-z0-9])whsec_[A-Za-z0-9+/]{24,}/,
  /SG\.[\w-]{16,64}\.[\w-]{16,}/, // SendGrid
  /(?<![A-Za-z0-9])hf_[A-Za-z0-9]{30,}/, // Hugging Face
  /(?<![A-Za-z0-9])gsk_[A-Za-z0-9]{40,}/, // Groq
  /(?<![A-Za-z0-9])xai-[A-Za-z0-9]{40,}/, // xAI
  /(?<![A-Za-z0-9])pplx-[A-Za-z0-9]{40,}/, // Perplexity
  /(?<![A-Za-z0-9])r8_[A-Za-z0-9]{32,}/, // Replicate
  /(?<![A-Za-z0-9])tvly-[\w-]{24,}/, // Tavily
  /(?<![A-Za-z0-9])lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}/, // LangSmith
  /(?<![A-Za-z0-9])(?:pk|sk)-lf-[a-f0-9-]{36}/, // Langfuse
  /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}/,
  /pypi-AgEI[\w-]{40,}/,
  /(?<![A-Za-z0-9])do[opr]_v1_[a-f0-9]{64}/, // DigitalOcean
  /shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}/, // Shopify
  /(?<!\d)\d{8,10}:AA[\w-]{33}/, // Telegram
];

/** Keys of the well-known vendors: Anthropic, OpenAI, Google, GitHub, GitLab, Slack, AWS, Stripe, Hugging Face, LangSmith … */
export const apiKeys: TextRule = {
  name: "api key",
  pattern: new RegExp(forms.map(({ source }) => source).join("|")),
  endsAt: /(?=[^\w-])/,
};
