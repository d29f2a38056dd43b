import type { FlowGroup } from '../flow';
import { opening, openingByHand } from './opening';

export const GROUPS: readonly FlowGroup[] = [opening, openingByHand];
