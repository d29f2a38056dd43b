import { z } from 'zod';

export const SEVERITIES = ['S1', 'S2', 'S3', 'S4'] as const;
export type Severity = (typeof SEVERITIES)[number];
export const severityField = () => z.enum(SEVERITIES);
