/** Prints `.env.example`: `node src/command/env-example.ts > .env.example`, after a setting has changed. */
import { writeEnvExample } from "../config/env-example.ts";

process.stdout.write(writeEnvExample());
