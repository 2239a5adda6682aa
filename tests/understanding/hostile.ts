/** Texts made to be slow to read: a megabyte without a space, and 300 kB of what asks for more work. */
const megabyte = 1_000_000
const much = 300_000

const times = (piece: string, length = much) =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length)

export const hostileTexts: Record<string, string> = {
  'one word': times('a', megabyte),
  'one number': times('9', megabyte),
  'thousands without end': times('1 000 '),
  'grouped thousands': times('000.'),
  spaces: times(' '),
  'line breaks': times('\n'),
  'opened tags': times('<a '),
  'opened scripts': times('<script>'),
  'opened comments': times('<!--'),
  ampersands: times('&'),
  'half entities': times('&#12345'),
  'one sentence of needs': times('5000 surblouses lavables et '),
  'one sentence of qualifiers': times('masque lavable tissu enfant jetable '),
  negations: times('pas de pas de '),
  'number words': times('vingt et un mille '),
  dates: times('12/05 '),
  places: times('Saint-Pierre-de-'),
  'small words': times('machine de la de la de '),
  commas: times('gants, '),
  'misspelt words': times('surjetteuze surblouzze '),
  'new words': Array.from({ length: much / 10 }, (_, index) => `mot${index.toString(36)}zqx `).join(''),
  'combining accents': times('e\u0301\u0301\u0301\u0301'),
  'half emoji': times('\ud83d'),
  weeks: times('sous 3 semaines S18 '),
  kits: times('9 kits gants '),
  'boxes of each': times('5 boîtes de chaque '),
  colons: times('besoin :\n- 5 gants\n'),
}
