/** The closed list of areas of support that the board can be narrowed to. */
export const sectors = ["health", "nutrition", "education", "recreation", "clothing"] as const;
