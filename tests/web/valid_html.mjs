// What html-validate finds in the files named: one line of JSON each.
import { readFileSync } from "node:fs";
import { HtmlValidate } from "html-validate";

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended", "html-validate:document"],
  rules: {
    // The name of a practice is as long as it is.
    "long-title": "off",
    // Addresses of files served by other rooms hold a mark of content, not a hash for the browser.
    "require-sri": "off",
  },
});
for (const file of process.argv.slice(2)) {
  const report = await validator.validateString(readFileSync(file, "utf-8"), file);
  for (const message of report.results.flatMap((result) => result.messages)) {
    const { ruleId, line, column, message: said } = message;
    console.log(JSON.stringify({ file, ruleId, line, column, said }));
  }
}
