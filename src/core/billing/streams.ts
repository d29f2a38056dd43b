/** What money comes in for by a word of a lead's. Subscriptions, packs and overage bring theirs by themselves. */
export const CHARGED = ['consulting', 'training', 'development', 'maintenance', 'platform', 'incidents'] as const;
