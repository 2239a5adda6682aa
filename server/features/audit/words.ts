import type { Text } from '@maillage/matching/catalogue.ts'
import { list } from '@maillage/matching/words/typography.ts'
import type { Verb } from '../../events.ts'

/** What a sentence is made of: the event's data, and names of organisations by id. */
export interface Told {
  data: Readonly<Record<string, unknown>>
  /** The name of an organisation in the data. */
  named: (id: unknown) => string
}

interface VerbWords {
  /** The kind of change, to choose by. */
  label: Text
  /** What happened, as a sentence whose subject is who acted. */
  say: (told: Told) => Text
}

const just = (label: Text): VerbWords => ({ label, say: () => label })

const procedures: Record<string, Text> = {
  'without-publicity': {
    fr: 'sans publicité ni mise en concurrence',
    en: 'without publicity or competition',
  },
  adapted: { fr: 'procédure adaptée', en: 'adapted procedure' },
  formal: { fr: 'procédure formalisée', en: 'formal procedure' },
  'imperious-urgency': {
    fr: 'marché direct pour urgence impérieuse',
    en: 'direct contract for imperious urgency',
  },
  quotes: { fr: 'demande de devis', en: 'request for quotes' },
}

const reasons: Record<string, Text> = {
  'no-capacity': { fr: 'pas de capacité à ces dates', en: 'no capacity at these dates' },
  'too-late': { fr: 'délai trop court', en: 'too little time' },
  'not-our-work': { fr: 'pas son métier', en: 'not its work' },
  'too-small': { fr: 'quantité trop faible', en: 'too few' },
  price: { fr: 'prix attendu trop bas', en: 'price expected too low' },
  other: { fr: 'autre raison', en: 'another reason' },
}

function wordOf(words: Record<string, Text>, value: unknown): Text {
  const text = String(value)
  return words[text] ?? { fr: text, en: text }
}

/** The number of a revision, where the event has one. */
function revisionIn({ revision }: Told['data'], word: string): string {
  return typeof revision === 'number' ? ` (${word} ${revision})` : ''
}

/**
 * The changes that a log shows, each in words. What is not here is shown to nobody: a verb whose very existence is a
 * secret for a while, such as an offer handed in, stays out until it may be known.
 */
export const logWords: Partial<Record<Verb, VerbWords>> = {
  'need.published': {
    label: { fr: 'Besoin publié', en: 'Need published' },
    say: ({ data }) => ({
      fr: `Besoin publié${revisionIn(data, 'révision')}`,
      en: `Need published${revisionIn(data, 'revision')}`,
    }),
  },
  'need.revised': {
    label: { fr: 'Besoin modifié', en: 'Need changed' },
    say: ({ data }) => ({
      fr: `Besoin modifié${revisionIn(data, 'révision')}`,
      en: `Need changed${revisionIn(data, 'revision')}`,
    }),
  },
  'need.withdrawn': just({ fr: 'Besoin retiré', en: 'Need withdrawn' }),
  'procedure.chosen': {
    label: { fr: 'Procédure choisie', en: 'Procedure chosen' },
    say: ({ data }) => {
      const [chosen, proposed] = [wordOf(procedures, data['chosen']), wordOf(procedures, data['proposed'])]
      const as = data['chosen'] === data['proposed']
      return {
        fr: `Procédure choisie : ${chosen.fr}${as ? ', comme proposé' : ` (proposé : ${proposed.fr})`}, règle ${String(data['rule'])}`,
        en: `Procedure chosen: ${chosen.en}${as ? ', as proposed' : ` (proposed: ${proposed.en})`}, rule ${String(data['rule'])}`,
      }
    },
  },
  'procedure.approved': {
    label: { fr: 'Procédure approuvée', en: 'Procedure approved' },
    say: ({ data }) => ({
      fr: `Procédure approuvée : ${wordOf(procedures, data['chosen']).fr}`,
      en: `Procedure approved: ${wordOf(procedures, data['chosen']).en}`,
    }),
  },
  'contact.asked': {
    label: { fr: 'Entreprises consultées', en: 'Firms asked' },
    say: ({ data, named }) => {
      const firms = Array.isArray(data['firms']) ? data['firms'].map(named) : []
      return { fr: `A consulté ${list(firms, 'fr')}`, en: `Asked ${list(firms, 'en')}` }
    },
  },
  'contact.reminded': {
    label: { fr: 'Entreprises relancées', en: 'Firms reminded' },
    say: ({ data, named }) => ({
      fr: `A relancé ${named(data['firm'])}`,
      en: `Reminded ${named(data['firm'])}`,
    }),
  },
  'contact.withdrawn': {
    label: { fr: 'Consultations retirées', en: 'Contacts withdrawn' },
    say: ({ data, named }) => ({
      fr: `A retiré la demande faite à ${named(data['firm'])}`,
      en: `Withdrew what ${named(data['firm'])} was asked`,
    }),
  },
  'contact.answered': {
    label: { fr: 'Réponses d’entreprises', en: 'Firms’ answers' },
    say: ({ data }) => {
      const { fr, en } = wordOf(reasons, data['reason'])
      return data['state'] === 'accepted'
        ? { fr: 'Est intéressée', en: 'Is interested' }
        : { fr: `A décliné : ${fr}`, en: `Declined: ${en}` }
    },
  },
  'tender.published': just({ fr: 'Consultation publiée', en: 'Tender published' }),
  'tender.amended': {
    label: { fr: 'Consultation modifiée', en: 'Tender amended' },
    say: ({ data }) => ({
      fr: `Consultation modifiée${revisionIn(data, 'révision')}`,
      en: `Tender amended${revisionIn(data, 'revision')}`,
    }),
  },
  'tender.question-asked': just({ fr: 'Question posée', en: 'Question asked' }),
  'tender.question-answered': just({ fr: 'Réponse donnée à tous', en: 'Answer given to all' }),
  'tender.cancelled': just({ fr: 'Consultation abandonnée', en: 'Tender cancelled' }),
  'tender.relaunched': just({ fr: 'Consultation relancée', en: 'Tender relaunched' }),
  'tender.key-given': just({ fr: 'Part de la clé donnée', en: 'Part of the key given' }),
  'tender.late-offer-decided': just({
    fr: 'Décision sur une offre reçue en retard',
    en: 'Decision on an offer received late',
  }),
  'tender.opened': just({ fr: 'Offres ouvertes', en: 'Offers opened' }),
  // How offers are judged on the way there is the buyer's own until the report says it.
  'tender.awarded': just({
    fr: 'Consultation attribuée, lettres envoyées',
    en: 'Tender awarded, letters sent',
  }),
  'tender.declared-unsuccessful': just({
    fr: 'Consultation déclarée infructueuse',
    en: 'Tender declared unsuccessful',
  }),
  'tender.concluded': just({ fr: 'Marchés conclus', en: 'Contracts concluded' }),
  'contract.proposed': just({ fr: 'Marché proposé', en: 'Contract proposed' }),
  'contract.accepted': just({ fr: 'Marché accepté', en: 'Contract accepted' }),
  'contract.in-force': just({ fr: 'Marché en vigueur', en: 'Contract in force' }),
  'contract.declined': just({ fr: 'Marché décliné', en: 'Contract declined' }),
  'contract.withdrawn': just({ fr: 'Marché retiré', en: 'Contract withdrawn' }),
  'contract.terminated': just({ fr: 'Marché résilié', en: 'Contract terminated' }),
  'contract.completed': just({ fr: 'Marché achevé', en: 'Contract completed' }),
  'contract.paid': just({ fr: 'Paiement déclaré', en: 'Payment declared' }),
  'call-off.placed': just({ fr: 'Bon de commande émis', en: 'Call-off placed' }),
  'call-off.accepted': just({ fr: 'Bon de commande accepté', en: 'Call-off accepted' }),
  'call-off.declined': just({ fr: 'Bon de commande décliné', en: 'Call-off declined' }),
  'call-off.cancelled': just({ fr: 'Bon de commande annulé', en: 'Call-off cancelled' }),
}

/** Verbs that logs show. */
export const shownVerbs = Object.keys(logWords)

/** What happened, in both languages. Throws for a verb that no log shows. */
export function say(verb: string, told: Told): Text {
  return wordsOf(verb).say(told)
}

export const labelOf = (verb: string): Text => wordsOf(verb).label

function wordsOf(verb: string): VerbWords {
  const [, words] = Object.entries(logWords).find(([known]) => known === verb) ?? []
  if (!words) throw new Error(`no log shows ${verb}`)
  return words
}
