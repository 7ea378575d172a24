// { html, url } → the validator's messages about that page.
import { readFileSync } from "node:fs";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { answerWith } from "./answer.mjs";

const config = JSON.parse(readFileSync(new URL("html-validate.json", import.meta.url)));
const validator = new HtmlValidate(new StaticConfigLoader(config));

await answerWith(async ({ html, url }) => {
  const report = await validator.validateString(html, url);
  return report.results.flatMap((result) =>
    result.messages.map(({ ruleId, message, line, column }) => ({ rule: ruleId, message, line, column })),
  );
});
