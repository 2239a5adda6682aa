import type { Text } from '@maillage/matching/catalogue.ts'
import type { ReportShown } from './schemas.ts'

/** What the report of a tender says in its own words; whatever people wrote stands as they wrote it. */
export const reportWords = {
  title: { fr: 'Rapport d’analyse des offres', en: 'Report on the offers' },
  made: { fr: 'Fait le', en: 'Made on' },
  advice: {
    fr: 'Ce rapport reprend ce que la plateforme a enregistré. Il n’est pas un avis juridique.',
    en: 'This report gives what the platform has recorded. It is no legal advice.',
  },
  tender: { fr: 'La consultation', en: 'The tender' },
  subject: { fr: 'Objet', en: 'Subject' },
  buyer: { fr: 'Acheteur', en: 'Buyer' },
  state: { fr: 'État', en: 'State' },
  procedure: { fr: 'Procédure', en: 'Procedure' },
  access: { fr: 'Qui peut répondre', en: 'Who may answer' },
  published: { fr: 'Publiée le', en: 'Published on' },
  questionsUntil: { fr: 'Questions jusqu’au', en: 'Questions until' },
  deadline: { fr: 'Date limite', en: 'Deadline' },
  opened: { fr: 'Offres ouvertes le', en: 'Offers opened on' },
  validity: { fr: 'Validité des offres', en: 'Validity of offers' },
  days: { fr: 'jours', en: 'days' },
  ended: { fr: 'Motif de la fin', en: 'Why it ended' },
  lots: { fr: 'Lots', en: 'Lots' },
  lot: { fr: 'Lot', en: 'Lot' },
  quantity: { fr: 'Quantité', en: 'Quantity' },
  due: { fr: 'Livraison', en: 'Delivery' },
  place: { fr: 'Lieu', en: 'Place' },
  reserved: { fr: 'Réservé', en: 'Reserved' },
  criteria: { fr: 'Critères d’attribution publiés', en: 'Award criteria as published' },
  criterion: { fr: 'Critère', en: 'Criterion' },
  weight: { fr: 'Poids', en: 'Weight' },
  how: { fr: 'Notation', en: 'How it is marked' },
  formula: {
    fr: '100 × le prix régulier le plus bas ÷ le prix, arrondi au centième.',
    en: '100 × the lowest regular price ÷ the price, rounded to the hundredth.',
  },
  amendments: { fr: 'Modifications', en: 'Amendments' },
  reason: { fr: 'Motif', en: 'Reason' },
  day: { fr: 'Date', en: 'Date' },
  questions: { fr: 'Questions et réponses', en: 'Questions and answers' },
  question: { fr: 'Question', en: 'Question' },
  answer: { fr: 'Réponse', en: 'Answer' },
  noAnswer: { fr: 'Sans réponse', en: 'No answer' },
  contacts: { fr: 'Entreprises consultées auparavant', en: 'Firms asked before' },
  firm: { fr: 'Entreprise', en: 'Firm' },
  asked: { fr: 'Demandé', en: 'Asked' },
  hidden: { fr: 'Entreprise qui ne se montre pas', en: 'A firm that does not show itself' },
  offers: { fr: 'Offres reçues', en: 'Offers received' },
  bidder: { fr: 'Soumissionnaire', en: 'Bidder' },
  received: { fr: 'Reçue le', en: 'Received on' },
  digest: { fr: 'Empreinte de ce qui était scellé', en: 'Digest of what was sealed' },
  colon: { fr: '\u00a0: ', en: ': ' },
  none: { fr: 'Aucune.', en: 'None.' },
  late: { fr: 'Offre reçue en retard', en: 'Offer received late' },
  group: { fr: 'groupement', en: 'group' },
  evaluation: { fr: 'Analyse', en: 'Evaluation' },
  price: { fr: 'Prix HT', en: 'Price ex tax' },
  verdict: { fr: 'Offre', en: 'Offer' },
  total: { fr: 'Total', en: 'Total' },
  rank: { fr: 'Rang', en: 'Rank' },
  tied: { fr: 'à égalité', en: 'tied' },
  mark: { fr: 'Note', en: 'Mark' },
  points: { fr: 'Points', en: 'Points' },
  justification: { fr: 'Justification', en: 'Justification' },
  priceAsked: { fr: 'Prix à justifier, demandé le', en: 'Price to justify, asked on' },
  completionAsked: { fr: 'Offre à compléter, demandé le', en: 'Offer to complete, asked on' },
  by: { fr: 'pour le', en: 'by' },
  award: { fr: 'Attribution', en: 'Award' },
  holder: { fr: 'Attributaire', en: 'Awarded to' },
  why: { fr: 'Motifs du choix', en: 'Reasons for the choice' },
  unsuccessful: { fr: 'Infructueux : aucune offre régulière', en: 'Unsuccessful: no regular offer' },
  notAwarded: { fr: 'Rien n’a été attribué.', en: 'Nothing was awarded.' },
  lettersSent: { fr: 'Lettres envoyées le', en: 'Letters sent on' },
  standstill: { fr: 'Signature possible à partir du', en: 'May be signed from' },
  letters: { fr: 'Lettres, telles qu’envoyées', en: 'Letters, as they were sent' },
  log: { fr: 'Journal', en: 'Log' },
  what: { fr: 'Fait', en: 'What happened' },
  chain: { fr: 'Empreinte dans la chaîne', en: 'Digest in the chain' },
  unsealed: { fr: 'pas encore scellé', en: 'not sealed yet' },
} satisfies Record<string, Text>

type Tender = ReportShown['tender']

export const stateWords: Record<Tender['state'], Text> = {
  draft: { fr: 'brouillon', en: 'draft' },
  published: { fr: 'publiée', en: 'published' },
  opened: { fr: 'ouverte', en: 'opened' },
  negotiating: { fr: 'en négociation', en: 'under negotiation' },
  awarded: { fr: 'attribuée', en: 'awarded' },
  concluded: { fr: 'conclue', en: 'concluded' },
  unsuccessful: { fr: 'infructueuse', en: 'unsuccessful' },
  cancelled: { fr: 'sans suite', en: 'ended without a contract' },
}

export const procedureWords: Record<Tender['procedure'], Text> = {
  'without-publicity': {
    fr: 'sans publicité ni mise en concurrence préalables',
    en: 'without prior publicity or competition',
  },
  adapted: { fr: 'procédure adaptée', en: 'adapted procedure' },
  formal: { fr: 'procédure formalisée', en: 'formal procedure' },
  quotes: { fr: 'demande de devis', en: 'request for quotes' },
}

export const accessWords: Record<Tender['access'], Text> = {
  open: { fr: 'toute entreprise', en: 'any firm' },
  invited: { fr: 'les entreprises consultées', en: 'the firms that were asked' },
}

type Offer = ReportShown['evaluation']['lots'][number]['offers'][number]

export const verdictWords: Record<NonNullable<Offer['verdict']>, Text> = {
  regular: { fr: 'régulière', en: 'regular' },
  irregular: { fr: 'irrégulière', en: 'irregular' },
  unacceptable: { fr: 'inacceptable', en: 'unacceptable' },
  inappropriate: { fr: 'inappropriée', en: 'inappropriate' },
  'abnormally-low': { fr: 'anormalement basse', en: 'abnormally low' },
}

export const offerStateWords: Record<ReportShown['offers'][number]['state'], Text> = {
  sealed: { fr: 'scellée', en: 'sealed' },
  late: { fr: 'en retard', en: 'late' },
  withdrawn: { fr: 'retirée', en: 'withdrawn' },
  opened: { fr: 'ouverte', en: 'opened' },
  replaced: { fr: 'remplacée', en: 'replaced' },
  refused: { fr: 'refusée', en: 'refused' },
}

/** Steps of the evaluation, which no log shows before the tender is decided. */
const stepWords: Record<string, Text> = {
  'tender.judged': { fr: 'Offre examinée', en: 'Offer judged' },
  'tender.marked': { fr: 'Offre notée', en: 'Offer marked' },
  'tender.price-questioned': { fr: 'Justification du prix demandée', en: 'Price to be justified' },
  'tender.price-answered': { fr: 'Prix justifié', en: 'Price justified' },
  'tender.round-invited': { fr: 'Négociation : tour ouvert', en: 'Negotiation: round begun' },
  'tender.round-extended': { fr: 'Négociation : délai prolongé', en: 'Negotiation: time extended' },
  'tender.round-opened': { fr: 'Négociation : offres ouvertes', en: 'Negotiation: offers opened' },
  'tender.award-noticed': { fr: 'Avis d’attribution publié', en: 'Award notice published' },
  'tender.candidacy-asked': { fr: 'Candidatures à compléter', en: 'Candidacies to be completed' },
  'tender.candidacy-answered': { fr: 'Candidature complétée', en: 'Candidacy completed' },
  'tender.candidacy-judged': { fr: 'Candidature examinée', en: 'Candidacy judged' },
  'tender.completion-asked': { fr: 'Offre à compléter', en: 'Offer to be completed' },
  'tender.completion-answered': { fr: 'Offre complétée', en: 'Offer completed' },
}

/** What an event of the log says, as the log itself does where it does. */
export const eventWords = (verb: string, known: (verb: string) => Text | null): Text =>
  known(verb) ?? stepWords[verb] ?? { fr: verb, en: verb }
