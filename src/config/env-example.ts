/** Writes `.env.example` from the settings; a test keeps the committed file current. */
import { settings } from "./settings.ts";

export function writeEnvExample(): string {
  const blocks = Object.entries(settings.shape).map(([name, setting]) => {
    // Parsing nothing gives the default; what has none stays empty, and empty means absent.
    const { data } = setting.safeParse(undefined);
    const value = typeof data === "string" || typeof data === "number" ? data : "";
    return `# ${setting.description ?? ""}\n${name}=${value}\n`;
  });
  return [
    "# Copy to .env and change what you need. Everything is optional; an empty value counts as absent.\n",
    ...blocks,
  ].join("\n");
}
