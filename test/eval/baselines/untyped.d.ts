/** What of @nlpjs/nlp is used here; the package has no types. */
declare module "@nlpjs/nlp" {
  interface Settings {
    readonly languages: readonly string[];
    readonly autoSave: boolean;
    readonly forceNER: boolean;
    readonly calculateSentiment: boolean;
    readonly nlu: { readonly log: boolean; readonly useNoneFeature: boolean };
  }
  export class Nlp {
    constructor(settings: Settings);
    addDocument(locale: string, text: string, intent: string): void;
    addNerRuleOptionTexts(locales: readonly string[], entity: string, option: string, texts: readonly string[]): void;
    forceNER: boolean;
    train(): Promise<unknown>;
    process(locale: string, text: string): Promise<{ readonly intent: string; readonly score: number }>;
  }
}
