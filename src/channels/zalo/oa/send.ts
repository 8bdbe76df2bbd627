/** One rendered message to one person as a consultation message, with a few buttons or with the platform's form for the phone number. */
import type { Channel, RenderedMessage, SendResult } from "../../../model/channel.ts";
import type { Logger } from "../../logger.ts";
import type { Client } from "./client.ts";
import { sendDocument } from "./document.ts";
import { buttonPayload } from "./limits.ts";
import { messagePath, resultOf } from "./sent.ts";

interface SendParts {
  readonly client: Client;
  readonly logger: Logger;
  /** Shown above the form. */
  readonly formImage?: string;
}

const maxFormTitle = 100;
const maxFormText = 500;

export function createSend({ client, logger, formImage }: SendParts): Channel["send"] {
  return async (address, message) => {
    // Ids have more digits than a number holds, so they are never read as one.
    if (!/^\d{1,30}$/.test(address))
      return { type: "failed", failure: "rejected", detail: "the address is not an id of Zalo" };
    if (message.file) return await sendDocument(client, address, message.file);
    return message.requestContact === undefined
      ? await sendText(address, message)
      : await sendForm(address, message, message.requestContact);
  };

  async function sendText(address: string, { text, buttons }: RenderedMessage): Promise<SendResult> {
    const shown = buttons.map(({ label, data }) => ({
      title: label,
      type: "oa.query.hide",
      payload: buttonPayload(data),
    }));
    return await send(address, { text, ...(shown.length > 0 && { attachment: template({ buttons: shown }) }) });
  }

  /** The form has room for a short text, so that question and form are one message of the few that are free. */
  async function sendForm(address: string, message: RenderedMessage, label: string): Promise<SendResult> {
    const short = message.text.length <= maxFormText;
    const words = short ? null : await sendText(address, message);
    if (words?.type === "failed") return words;
    const element = {
      title: label.slice(0, maxFormTitle),
      subtitle: short ? message.text : label,
      ...(formImage !== undefined && { image_url: formImage }),
    };
    const form = await send(address, {
      attachment: template({ template_type: "request_user_info", elements: [element] }),
    });
    if (form.type === "sent") return form;
    // Without the form the words still say what is asked, and sending them again would say it twice.
    if (words) logger.warn({ detail: form.detail }, "zalo official account: the form for a phone number was not sent");
    return words ?? (form.failure === "rejected" ? await sendText(address, message) : form);
  }

  async function send(address: string, message: object): Promise<SendResult> {
    return resultOf(await client.post(messagePath, { recipient: { user_id: address }, message }));
  }
}

export function template(payload: object): object {
  return { type: "template", payload };
}
