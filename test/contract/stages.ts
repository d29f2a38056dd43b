export const STAGES = ['the playground', 'Slack over HTTP', 'Slack over Socket Mode', 'Discord'] as const;
export type StageName = (typeof STAGES)[number];
