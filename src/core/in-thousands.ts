/** `1,204`: a whole number as people read it. */
export const inThousands = (whole: number | string): string => String(whole).replace(/\B(?=(\d{3})+$)/g, ',');
