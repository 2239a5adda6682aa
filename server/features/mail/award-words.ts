import type { QuestionKind } from '@maillage/db/tables/evaluations.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import { day, narrow, number } from '@maillage/matching/words/typography.ts'
import type { Language } from '../../problems/problem.ts'
import type { LetterContent } from '../evaluation/schemas.ts'
import { articleOf, groundWords } from '../candidacies/grounds.ts'
import { letter, type Mail } from './words.ts'

type LotTold = LetterContent['lots'][number]

const turnedAway = {
  irregular: { fr: 'irrégulière', en: 'irregular' },
  unacceptable: { fr: 'inacceptable', en: 'unacceptable' },
  inappropriate: { fr: 'inappropriée', en: 'inappropriate' },
  'abnormally-low': { fr: 'anormalement basse', en: 'abnormally low' },
} as const

const asked = {
  price: {
    subject: { fr: 'Justifiez votre prix', en: 'Justify your price' },
    what: { fr: 'de justifier votre prix', en: 'to justify your price' },
    else: {
      fr: 'votre offre pourra être rejetée comme anormalement basse',
      en: 'your offer may be rejected as abnormally low',
    },
    done: { fr: 'Prix justifié', en: 'Price justified' },
    did: { fr: 'a justifié son prix', en: 'has justified its price' },
  },
  completion: {
    subject: { fr: 'Complétez votre offre', en: 'Complete your offer' },
    what: {
      fr: 'de compléter votre offre, sans en changer ce qui compte,',
      en: 'to complete your offer, without changing what matters of it,',
    },
    else: {
      fr: 'votre offre pourra être écartée comme irrégulière',
      en: 'your offer may be turned away as irregular',
    },
    done: { fr: 'Offre complétée', en: 'Offer completed' },
    did: { fr: 'a complété son offre', en: 'has completed its offer' },
  },
} satisfies Record<QuestionKind, Record<string, Text>>

/** To a bidder: its buyer asks it in writing to justify a price or to complete its offer, by a day. */
export function offerQuestioned(
  kind: QuestionKind,
  said: { title: string; lot: string; due: string; text: string; link: string },
): Mail {
  const { title, lot, due, text, link } = said
  const { subject, what, else: otherwise } = asked[kind]
  return {
    fr: {
      subject: `${subject.fr}\u00a0: ${title}`,
      body: letter(
        'Bonjour,',
        `L’acheteur de la consultation «\u00a0${title}\u00a0» vous demande ${what.fr} pour le lot «\u00a0${lot}\u00a0»\u00a0:\n${text}`,
        `Répondez au plus tard le ${day(due, 'fr')}. Sans réponse, ${otherwise.fr}.\n${link}`,
      ),
    },
    en: {
      subject: `${subject.en}: ${title}`,
      body: letter(
        'Hello,',
        `The buyer of the tender “${title}” asks you ${what.en} for the lot “${lot}”:\n${text}`,
        `Answer by ${day(due, 'en')} at the latest. Without an answer, ${otherwise.en}.\n${link}`,
      ),
    },
  }
}

/** To a buyer: a bidder has answered what it was asked. */
export function offerAnswered(
  kind: QuestionKind,
  said: { title: string; lot: string; bidder: string; link: string },
): Mail {
  const { title, lot, bidder, link } = said
  const { done, did } = asked[kind]
  return {
    fr: {
      subject: `${done.fr}\u00a0: ${title}`,
      body: letter('Bonjour,', `${bidder} ${did.fr} pour le lot «\u00a0${lot}\u00a0».\n${link}`),
    },
    en: {
      subject: `${done.en}: ${title}`,
      body: letter('Hello,', `${bidder} ${did.en} for the lot “${lot}”.\n${link}`),
    },
  }
}

function marksIn({ marks }: LotTold, language: Language): string[] {
  const of = (value: number | null) => (value === null ? '–' : number(value, language, 4))
  return marks.map(({ kind, name, weight, mark, points, justification }) => {
    const why =
      kind === 'price'
        ? {
            fr: `100${narrow}× le prix régulier le plus bas ÷ votre prix`,
            en: '100 × the lowest regular price ÷ your price',
          }[language]
        : justification
    return language === 'fr'
      ? `– ${name} (${weight}${narrow}%)\u00a0: ${of(mark)} sur 100, soit ${of(points)} points. ${why}`
      : `– ${name} (${weight}%): ${of(mark)} out of 100, that is ${of(points)} points. ${why}`
  })
}

function outcomeIn(lot: LotTold, language: Language): string[] {
  const { outcome, verdict, reason, total, rank, ranked, winner } = lot
  const points = (value: number | null) => (value === null ? '–' : number(value, language, 4))
  const won = {
    fr: `Votre offre est retenue, avec ${points(total)} points sur 100 (rang ${rank} sur ${ranked}). Ce n’est pas encore le marché\u00a0: il reste à le conclure.\nMotifs du choix\u00a0: ${winner?.reason ?? ''}`,
    en: `Your offer is chosen, with ${points(total)} points out of 100 (rank ${rank} of ${ranked}). This is not the contract yet: it is still to be concluded.\nReasons for the choice: ${winner?.reason ?? ''}`,
  }
  const lost = {
    fr: `Votre offre n’est pas retenue\u00a0: rang ${rank} sur ${ranked}, avec ${points(total)} points sur 100.`,
    en: `Your offer is not chosen: rank ${rank} of ${ranked}, with ${points(total)} points out of 100.`,
  }
  const word = verdict === null || verdict === 'regular' ? null : turnedAway[verdict]
  const aside = (lot.candidacy ?? []).map(one => ({
    fr: `La candidature de ${one.candidate} est écartée (${articleOf(one.ground)}, ${groundWords[one.ground].fr})\u00a0: ${one.reason}`,
    en: `The candidacy of ${one.candidate} is set aside (${articleOf(one.ground)}, ${groundWords[one.ground].en}): ${one.reason}`,
  }))
  const rejected = {
    fr: `Votre offre est écartée comme ${word?.fr ?? ''}\u00a0: ${reason}`,
    en: `Your offer is turned away as ${word?.en ?? ''}: ${reason}`,
  }
  const none = {
    fr: 'Aucune offre n’est régulière pour ce lot\u00a0: il est infructueux.',
    en: 'No offer for this lot is regular: it is unsuccessful.',
  }
  const awarded = {
    fr: `Attributaire\u00a0: ${winner?.name}, avec ${points(winner?.total ?? null)} points sur 100. Motifs du choix\u00a0: ${winner?.reason}`,
    en: `Awarded to: ${winner?.name}, with ${points(winner?.total ?? null)} points out of 100. Reasons for the choice: ${winner?.reason}`,
  }
  const chosen = outcome === 'won' ? [] : [(winner === null ? none : awarded)[language]]
  const marks = outcome === 'rejected' ? [] : marksIn(lot, language)
  // An offer whose candidacy is set aside is not examined.
  const said =
    aside.length > 0 ? aside.map(one => one[language]) : [{ won, lost, rejected }[outcome][language]]
  return [...said, ...marks, ...chosen]
}

/** To a bidder: what became of its offer, lot by lot, with its own marks and why the winner was chosen. */
export function tenderDecided(said: {
  buyer: string
  title: string
  lots: LotTold[]
  unsuccessful: string | null
  signableFrom: string | null
  link: string
}): Mail {
  const { buyer, title, lots, unsuccessful, signableFrom, link } = said
  const lotsIn = (language: Language) =>
    lots.map(lot => [`Lot ${lot.number}, ${lot.title}`, ...outcomeIn(lot, language)].join('\n'))
  const only = (text: string, is: boolean) => (is ? [text] : [])
  return {
    fr: {
      subject: `Décision sur votre offre\u00a0: ${title}`,
      body: letter(
        'Bonjour,',
        `${buyer} a décidé de la consultation «\u00a0${title}\u00a0».`,
        ...only(`Elle est déclarée infructueuse\u00a0: ${unsuccessful}`, unsuccessful !== null),
        ...lotsIn('fr'),
        ...only(
          `Le marché peut être signé à partir du ${day(signableFrom ?? '', 'fr')}.`,
          signableFrom !== null,
        ),
        link,
      ),
    },
    en: {
      subject: `Decision on your offer: ${title}`,
      body: letter(
        'Hello,',
        `${buyer} has decided on the tender “${title}”.`,
        ...only(`It is declared unsuccessful: ${unsuccessful}`, unsuccessful !== null),
        ...lotsIn('en'),
        ...only(
          `The contract may be signed from ${day(signableFrom ?? '', 'en')} on.`,
          signableFrom !== null,
        ),
        link,
      ),
    },
  }
}
