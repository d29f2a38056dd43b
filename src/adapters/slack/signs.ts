const NAMES: Readonly<Record<string, string>> = {
  '🎫': 'ticket',
  '👀': 'eyes',
  '✅': 'white_check_mark',
  '🚨': 'rotating_light',
};
const SIGNS = new Map(Object.entries(NAMES).map(([sign, name]) => [name, sign]));

export const nameOfSign = (sign: string): string => NAMES[sign] ?? sign;
/** Slack may add the colour of a hand to the name: `eyes::skin-tone-2`. */
export function signOfName(name: string): string {
  const plain = name.split('::')[0] ?? name;
  return SIGNS.get(plain) ?? plain;
}
