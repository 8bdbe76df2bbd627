/** How calls to the Official Account get their access token. Whoever keeps the tokens renews them; callers only say that one was refused. */

export interface AccessTokens {
  /** The token to use now. Rejects when there is none until an operator acts. */
  current(): Promise<string>;
  /** `stale` was refused: answers the token that replaced it, renewed once however many ask. Rejects like `current`. */
  refreshed(stale: string): Promise<string>;
  /** False: nothing can be sent until an operator authorises the account again. */
  usable(): boolean;
}
