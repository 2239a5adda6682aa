import type { Text } from '@maillage/matching/catalogue.ts'
import { day, number } from '@maillage/matching/words/typography.ts'
import type { Refusal } from '../../problems/problem.ts'
import { kgOf } from './records.ts'

const kg = (grams: number, language: 'fr' | 'en') => `${number(kgOf(grams), language, 1)} kg`

/** Why something about used articles is refused, in the reader's language. */
export const said = {
  stream: {
    fr: 'Choisissez une des matières collectées.',
    en: 'Choose one of the materials that are collected.',
  },
  partner: {
    fr: 'Choisissez une entreprise de la liste des partenaires possibles.',
    en: 'Choose a firm from the list of possible partners.',
  },
  infectious: {
    fr: 'Confirmez que rien de ce qui est remis ne porte de risque infectieux\u00a0: ces déchets-là suivent la filière DASRI (code de la santé publique, R1335-1 et R1335-2).',
    en: 'Confirm that nothing handed over carries an infectious risk: such waste has its own channel (French public health code, R1335-1 and R1335-2).',
  },
  past: { fr: 'Donnez un jour à partir d’aujourd’hui.', en: 'Give a day from today on.' },
  far: { fr: 'Donnez un jour d’ici cinq ans.', en: 'Give a day within five years.' },
  future: { fr: 'Ce jour n’est pas encore venu.', en: 'This day has not come yet.' },
  before: (first: string): Text => ({
    fr: `Donnez un jour à partir du ${day(first, 'fr')}.`,
    en: `Give a day from ${day(first, 'en')} on.`,
  }),
  already: {
    fr: 'Une collecte de cette matière est déjà proposée ou convenue avec ce partenaire.',
    en: 'A collection of this material is already proposed to this partner, or agreed with it.',
  },
  why: { fr: 'Dites pourquoi\u00a0: l’autre partie le lira.', en: 'Say why: the other side will read it.' },
  answered: {
    fr: 'Cette proposition a déjà sa réponse, ou n’est plus à l’ordre du jour.',
    en: 'This proposal has its answer already, or has been taken back.',
  },
  toAnswer: { fr: 'Répondez d’abord à la proposition.', en: 'Answer the proposal first.' },
  over: { fr: 'Cette tournée n’est plus prévue.', en: 'This round is no longer planned.' },
  sortedAlready: {
    fr: 'Une part de cette pesée est déjà triée\u00a0: annulez d’abord ce tri.',
    en: 'Part of this weighing is sorted already: take that sorting back first.',
  },
  otherStream: (why: Text): Text => ({
    fr: `Cet article n’entre pas dans cette collecte. ${why.fr}`,
    en: `This article is not part of this collection. ${why.en}`,
  }),
  left: (grams: number): Text => ({
    fr: `Il ne reste que ${kg(grams, 'fr')} à trier de cette pesée.`,
    en: `Only ${kg(grams, 'en')} of this weighing are left to sort.`,
  }),
  notRecycled: {
    fr: 'Seul ce qui est recyclé rend une matière.',
    en: 'Only what is recycled gives a material back.',
  },
  more: (grams: number): Text => ({
    fr: `On ne rend pas plus de matière qu’il n’en est entré\u00a0: ${kg(grams, 'fr')} au plus.`,
    en: `No more material comes out than went in: ${kg(grams, 'en')} at most.`,
  }),
  given: {
    fr: 'La matière qui en vient est déjà pesée\u00a0: effacez d’abord cette pesée.',
    en: 'The material made of it is weighed already: clear that weighing first.',
  },
} satisfies Record<string, Text | ((value: never) => Text)>

/** What is asked does not fit how things stand. */
export const wrong = (message: Text): Refusal => ({
  refused: 'wrong-state',
  fields: [{ field: '', message }],
})
