import type { Text } from '@maillage/matching/catalogue.ts'
import { day } from '@maillage/matching/words/typography.ts'
import type { ContractNews, DeliveryNews, Notices } from '../notifications/notify.ts'
import { letter, type Mail } from './words.ts'

const ofContract: Record<ContractNews, (by: string) => Text> = {
  proposed: by => ({ fr: `${by} vous propose un marché.`, en: `${by} proposes a contract to you.` }),
  'in-force': () => ({
    fr: 'Ce marché est conclu\u00a0: il engage ses parties.',
    en: 'This contract is concluded: it binds its parties.',
  }),
  accepted: by => ({ fr: `${by} a accepté ce marché.`, en: `${by} has accepted this contract.` }),
  declined: by => ({ fr: `${by} a refusé ce marché.`, en: `${by} has declined this contract.` }),
  withdrawn: by => ({ fr: `${by} retire ce marché.`, en: `${by} withdraws this contract.` }),
  terminated: by => ({ fr: `${by} résilie ce marché.`, en: `${by} terminates this contract.` }),
  completed: () => ({ fr: 'Ce marché est soldé.', en: 'This contract is closed.' }),
  lapsed: () => ({
    fr: 'Le délai de réponse est passé\u00a0: ce marché est retiré.',
    en: 'The time to answer is over: this contract is withdrawn.',
  }),
  'call-off-placed': by => ({
    fr: `${by} vous passe un bon de commande.`,
    en: `${by} places a call-off with you.`,
  }),
  'call-off-accepted': by => ({
    fr: `${by} a accepté le bon de commande.`,
    en: `${by} has accepted the call-off.`,
  }),
  'call-off-declined': by => ({
    fr: `${by} a refusé le bon de commande.`,
    en: `${by} has declined the call-off.`,
  }),
  'call-off-cancelled': by => ({
    fr: `${by} annule le bon de commande.`,
    en: `${by} cancels the call-off.`,
  }),
  'option-exercised': by => ({ fr: `${by} lève une option.`, en: `${by} exercises an option.` }),
}

const ofDelivery: Record<DeliveryNews, Text> = {
  announced: { fr: 'est annoncée', en: 'is announced' },
  cancelled: { fr: 'est annulée', en: 'is cancelled' },
  received: { fr: 'est reçue et comptée', en: 'is received and counted' },
  accepted: { fr: 'est admise', en: 'is accepted' },
  rejected: { fr: 'est refusée au contrôle', en: 'is refused at inspection' },
  sorted: { fr: 'est triée, et présentée de nouveau', en: 'is sorted and presented again' },
  returned: { fr: 'repart chez son fabricant', en: 'goes back to its maker' },
  paid: { fr: 'est déclarée payée', en: 'is declared as paid' },
}

const ofRisk: Record<Notices['delivery-at-risk']['risk'], Text> = {
  overdue: { fr: 'Une livraison n’est pas là à la date prévue.', en: 'A delivery is not there on its day.' },
  'milestone-missed': {
    fr: 'Une étape de fabrication est dépassée.',
    en: 'A milestone of production has passed.',
  },
  'announced-late': {
    fr: 'Une livraison est annoncée après la date prévue.',
    en: 'A delivery is announced for after its day.',
  },
  'rate-above-capacity': {
    fr: 'Ce qui reste à livrer demande plus d’heures que l’entreprise n’en a déclaré.',
    en: 'What is left to deliver needs more hours than the firm has declared.',
  },
}

interface Named {
  number: string
  title: string
}

const mailOf = ({ number, title }: Named, said: Text, link: string): Mail => ({
  fr: { subject: `Marché ${number}\u00a0: ${title}`, body: letter('Bonjour,', said.fr, link) },
  en: { subject: `Contract ${number}: ${title}`, body: letter('Hello,', said.en, link) },
})

/** To a side of a contract: what the other did. */
export const contractNews = (contract: Named, happened: ContractNews, by: string, link: string): Mail =>
  mailOf(contract, ofContract[happened](by), link)

/** To a side of a contract: what became of a delivery. */
export function deliveryNews(contract: Named, number: number, happened: DeliveryNews, link: string): Mail {
  const { fr, en } = ofDelivery[happened]
  return mailOf(
    contract,
    { fr: `La livraison n°\u00a0${number} ${fr}.`, en: `Delivery no. ${number} ${en}.` },
    link,
  )
}

/** To both sides of a contract, before it is so: what will be late. */
export function deliveryAtRisk(
  contract: Named,
  risk: Notices['delivery-at-risk']['risk'],
  due: string,
  link: string,
): Mail {
  const { fr, en } = ofRisk[risk]
  return mailOf(
    contract,
    { fr: `${fr} Prévu le ${day(due, 'fr')}.`, en: `${en} Due on ${day(due, 'en')}.` },
    link,
  )
}
