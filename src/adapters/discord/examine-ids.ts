/** Discord's ids are digits; their number grows with the years. */
export const isId = (text: string): boolean => /^\d{17,20}$/.test(text);
