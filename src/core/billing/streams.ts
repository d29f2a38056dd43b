/** What money comes in for. Subscriptions, packs, overage and incidents bring theirs by themselves. */
export const STREAMS = ['consulting', 'training', 'development', 'maintenance', 'platform', 'incidents'] as const;
