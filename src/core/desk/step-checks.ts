import { SEVERITIES } from '../sla/severity';
import { ROLES } from '../sla/step';
import { sayDuration } from '../time';
import { type Flaw, sayPath } from './flaw';
import { nameFlaw } from './name-flaw';
import { oneOf } from './nearest';
import { entriesOf, type Spot, under } from './spot';
import { type StepInFile, stepField } from './step-schema';

/** A step that reads well by itself, with where it stands. */
interface Sound {
  readonly spot: Spot;
  readonly step: StepInFile;
}

/** The steps of a policy: each by itself, then beside the others. */
export function checkSteps(policy: Spot, calendars: readonly string[], groups: readonly string[]): readonly Flaw[] {
  const steps = under(policy, 'steps');
  const entries = entriesOf(steps);
  const sound = entries.flatMap((spot): readonly Sound[] => {
    const read = stepField().safeParse(spot.value);
    return read.success && momentFlaws(spot).length === 0 ? [{ spot, step: read.data }] : [];
  });
  return [
    ...emptyFlaw(steps),
    ...(entries.length > 0 ? warnedTwice(under(policy, 'warn_at'), steps) : []),
    ...entries.flatMap((spot) => [
      ...momentFlaws(spot),
      ...entriesOf(under(spot, 'to')).flatMap((to) => nameFlaw(to, 'group', [...ROLES, ...groups])),
      ...nameFlaw(under(spot, 'hours'), 'calendar', calendars),
    ]),
    ...sound.flatMap((one, at) => besides(one, sound.slice(0, at))),
    // What seems to be missing may only be misspelled: that is told first.
    ...(sound.length === entries.length ? unheard(steps, sound) : []),
  ];
}

const emptyFlaw = ({ path, value }: Spot): readonly Flaw[] =>
  Array.isArray(value) && value.length === 0
    ? [{ path, message: 'these steps are none; add one, such as { at: breach, to: [triage] }, or remove the key.' }]
    : [];

const warnedTwice = ({ path, value }: Spot, steps: Spot): readonly Flaw[] =>
  value === undefined
    ? []
    : [
        {
          path,
          message: `warn_at says nothing beside steps (${sayPath(steps.path)}); write it as a step, such as { at: ${value}%, to: [assignee] }.`,
          onKey: true,
        },
      ];

/** A step has one moment, and what belongs to the other kind of moment would go unheard. */
function momentFlaws(spot: Spot): readonly Flaw[] {
  const [at, after] = [under(spot, 'at'), under(spot, 'after')];
  const here = (step: Spot, message: string): readonly Flaw[] => [{ path: step.path, message, onKey: true }];
  if (typeof spot.value !== 'object' || spot.value === null) return [];
  if (at.value !== undefined && after.value !== undefined) {
    return here(after, 'a step has one moment; keep at or after, and make a second step of the other.');
  }
  if (after.value !== undefined) return [];
  const lone = (['by', 'times'] as const).map((key) => under(spot, key)).find(({ value }) => value !== undefined);
  if (at.value === undefined && lone === undefined) {
    return [
      { path: spot.path, message: 'this step has no moment; add one, such as at: 80%, at: breach or after: 1h.' },
    ];
  }
  return lone === undefined ? [] : here(lone, `${lone.path.at(-1)} belongs to after; add after: 1h, or remove it.`);
}

/** What a step is beside those before it: they stand in the order of their moments, and nobody is told twice. */
function besides({ spot, step }: Sound, before: readonly Sound[]): readonly Flaw[] {
  const rivals = before.filter((other) => shared(step, other.step).length > 0);
  const early = rivals.find((other) => comesBefore(step, other.step));
  if (early !== undefined) {
    const message = `${sayMoment(step)} comes before ${sayMoment(early.step)} (${sayPath(early.spot.path)}); put the steps in their order.`;
    return [{ path: spot.path, message }];
  }
  return entriesOf(under(spot, 'to')).flatMap(({ path, value }, index): readonly Flaw[] => {
    const again = step.to.indexOf(String(value)) < index;
    const told = rivals.find(
      (other) => sayMoment(other.step) === sayMoment(step) && other.step.to.includes(String(value)),
    );
    if (!again && told === undefined) return [];
    const where = sayPath(told === undefined ? spot.path : told.spot.path);
    return [{ path, message: `${value} hears of ${sayMoment(step)} already at ${where}; keep one of the two.` }];
  });
}

const severitiesOf = ({ severities }: StepInFile) => severities ?? SEVERITIES;
const shared = (a: StepInFile, b: StepInFile) => severitiesOf(a).filter((one) => severitiesOf(b).includes(one));

/** Lengths counted in two ways have no order; all else has. */
function comesBefore(a: StepInFile, b: StepInFile): boolean {
  const stage = ({ at, after }: StepInFile) => (after !== undefined ? 2 : at === 'breach' ? 1 : 0);
  if (stage(a) !== stage(b)) return stage(a) < stage(b);
  if (a.after !== undefined && b.after !== undefined) return a.by === b.by && a.after < b.after;
  return typeof a.at === 'number' && typeof b.at === 'number' && a.at < b.at;
}

function sayMoment({ at, after, by }: StepInFile): string {
  if (after !== undefined) return `${sayDuration(after)} after${by === 'wall_time' ? ' by wall time' : ''}`;
  return at === 'breach' ? 'the breach' : `${at}%`;
}

/** A severity may have no steps of its own, but not steps that let a breach go by in silence. */
function unheard(steps: Spot, sound: readonly Sound[]): readonly Flaw[] {
  const named = SEVERITIES.filter((severity) => sound.some(({ step }) => severitiesOf(step).includes(severity)));
  const silent = named.filter(
    (severity) =>
      !sound.some(
        ({ step }) => severitiesOf(step).includes(severity) && (step.at === 'breach' || step.after !== undefined),
      ),
  );
  if (silent.length === 0) return [];
  const whose = silent.length === SEVERITIES.length ? '' : ` of ${oneOf(silent)}`;
  const message = `nobody would hear of a breach${whose}; add a step such as { at: breach, to: [triage, assignee] }.`;
  return [{ path: steps.path, message, onKey: true }];
}

/** Groups are called beside the roles, so neither may be taken for the other. */
export const checkGroups = (groups: Spot): readonly Flaw[] =>
  entriesOf(groups).flatMap((group): readonly Flaw[] => {
    const name = String(group.path.at(-1));
    if (ROLES.some((role) => role === name)) {
      return [{ path: group.path, message: `"${name}" is built in; give this group another name.`, onKey: true }];
    }
    const members = entriesOf(group);
    return members.flatMap(({ path, value }, at): readonly Flaw[] =>
      typeof value === 'string' && members.findIndex((other) => other.value === value) < at
        ? [{ path, message: `${value} is in this group already; remove one of the two.` }]
        : [],
    );
  });
