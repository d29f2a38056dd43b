import { sayMember, sayPlace } from './account/account';
import type { Line, Message, Piece } from './message';

/** A message as one platform can show it: another one's people and channels have no names there, so they stand as text. */
export const nativeTo = (platform: string, message: Message): Message => ({
  ...message,
  lines: message.lines.map(
    (line): Line => ('quote' in line ? line : line.map((piece) => nativePiece(platform, piece))),
  ),
});

function nativePiece(platform: string, piece: Piece): Piece {
  if (typeof piece === 'string') return piece;
  // As the policy file and `account channel` take it.
  if (piece.type === 'place' && piece.place.platform !== platform) return sayPlace(piece.place);
  if (piece.type === 'mention' && piece.member.platform !== platform) return sayMember(piece.member);
  return piece;
}
