import type { Text } from '@maillage/matching/catalogue.ts'
import type { Refusal } from './problem.ts'

/** One field at fault: its JSON pointer in the body, and the sentence for whoever filled it in. */
export interface Fault {
  field: string
  message: Text
}

/** The refusal of a body whose fields are at fault. */
export function invalid(faults: Fault[]): Refusal {
  return { refused: 'invalid-input', fields: faults }
}

/** Sentences that several features say. */
export const sentences = {
  unknown: {
    fr: 'Ce choix n’existe pas dans le référentiel.',
    en: 'This choice is not in the catalogue.',
  },
  twice: { fr: 'Cette ligne est en double.', en: 'This line appears twice.' },
  lighterThanLeast: {
    fr: 'Le grammage le plus lourd est plus léger que le plus léger : échangez les deux.',
    en: 'The heaviest weight is lighter than the lightest: exchange the two.',
  },
  beforeTwoThousand: {
    fr: 'Indiquez une date à partir de l’an 2000.',
    en: 'Give a date from the year 2000 on.',
  },
} as const satisfies Record<string, Text>

/** Faults of the values that came up before in a list; `path` is the list's pointer, `rest` leads to the value. */
export function duplicates(values: readonly string[], path: string, rest = ''): Fault[] {
  return values.flatMap((value, index) =>
    values.indexOf(value) < index ? [{ field: `${path}/${index}${rest}`, message: sentences.twice }] : [],
  )
}
