import type { FlowGroup } from '../flow';
import { answering, notes, unthreaded } from './answering';
import { asking, forms } from './asking';
import { changes } from './changes';
import { claiming } from './claiming';
import { contracts, contractsKept } from './contracts';
import { gaps, late } from './gaps';
import { literal } from './literal';
import { arriving, once } from './once';
import { opening, openingByHand } from './opening';
import { digest, promises } from './promises';
import { accounts, rights } from './rights';
import { secrets } from './secrets';
import { sending, unstored } from './sending';
import { unbound } from './unbound';
import { dismissing, pausing, resolving, severity } from './working';

export const GROUPS: readonly FlowGroup[] = [
  opening,
  openingByHand,
  claiming,
  answering,
  unthreaded,
  notes,
  severity,
  pausing,
  resolving,
  dismissing,
  forms,
  asking,
  rights,
  accounts,
  secrets,
  contracts,
  contractsKept,
  unbound,
  promises,
  digest,
  changes,
  once,
  arriving,
  gaps,
  late,
  sending,
  unstored,
  literal,
];
