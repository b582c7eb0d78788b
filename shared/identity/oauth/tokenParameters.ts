/** The parameters of a token request. */
export type TokenParameters = Readonly<Record<string, string>>;
