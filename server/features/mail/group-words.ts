import { parisMoment } from '../../paris-date.ts'
import type { GroupNews } from '../notifications/notify.ts'
import { letter, type Mail } from './words.ts'

const roles = {
  partner: { fr: 'cotraitant', en: 'partner' },
  subcontractor: { fr: 'sous-traitant', en: 'subcontractor' },
  supplier: { fr: 'fournisseur', en: 'supplier' },
  laboratory: { fr: 'laboratoire', en: 'laboratory' },
} as const

/** To an organisation: a firm asks it into its group. */
export function groupInvited(said: {
  lead: string
  title: string
  role: keyof typeof roles
  link: string
}): Mail {
  const { lead, title, role, link } = said
  return {
    fr: {
      subject: `${lead} vous propose un groupement\u00a0: ${title}`,
      body: letter(
        'Bonjour,',
        `${lead} vous propose de répondre avec elle à la consultation «\u00a0${title}\u00a0», comme ${roles[role].fr}.`,
        `Lire la composition, accepter ou décliner\u00a0:\n${link}`,
      ),
    },
    en: {
      subject: `${lead} asks you into a group: ${title}`,
      body: letter(
        'Hello,',
        `${lead} asks you to answer the tender “${title}” with it, as a ${roles[role].en}.`,
        `Read who would do what, accept or decline:\n${link}`,
      ),
    },
  }
}

const happened: Record<GroupNews, { fr: (by: string) => string; en: (by: string) => string }> = {
  changed: {
    fr: by => `${by} a changé la composition du groupement. Votre accord est demandé de nouveau.`,
    en: by => `${by} has changed the composition of the group. Your consent is asked again.`,
  },
  consented: {
    fr: by => `${by} consent à la composition du groupement.`,
    en: by => `${by} consents to the composition of the group.`,
  },
  declined: {
    fr: by => `${by} décline. Le groupement est à recomposer.`,
    en: by => `${by} declines. The group has to be composed anew.`,
  },
  left: {
    fr: by => `${by} quitte le groupement, qui est à recomposer.`,
    en: by => `${by} leaves the group, which has to be composed anew.`,
  },
  removed: {
    fr: by => `${by} a recomposé le groupement sans vous.`,
    en: by => `${by} has composed the group without you.`,
  },
  dissolved: { fr: by => `${by} dissout le groupement.`, en: by => `${by} dissolves the group.` },
  'price-awaited': {
    fr: by => `${by} attend votre prix, que lui seul pourra ouvrir.`,
    en: by => `${by} awaits your price, which nobody else will be able to open.`,
  },
  'price-sent': {
    fr: by => `${by} vous a envoyé son prix sous scellé. Votre code l’ouvre.`,
    en: by => `${by} has sent you its price under seal. Your code opens it.`,
  },
  'replacement-proposed': {
    fr: by => `${by} propose de remplacer un membre que l’acheteur écarte. Votre accord est demandé.`,
    en: by => `${by} proposes to replace a member that the buyer turns away. Your consent is asked.`,
  },
  'member-replaced': {
    fr: () => 'Le membre que l’acheteur écartait est remplacé (L2141-13).',
    en: () => 'The member that the buyer turned away is replaced (L2141-13).',
  },
  'offer-sealed': {
    fr: by => `${by} a déposé l’offre du groupement, scellée jusqu’à l’ouverture.`,
    en: by => `${by} has sent the offer of the group, sealed until the opening.`,
  },
  'offer-withdrawn': {
    fr: by => `${by} a retiré l’offre du groupement.`,
    en: by => `${by} has withdrawn the offer of the group.`,
  },
}

/** To members of a group: what became of it. `receipt`: of the offer that was sealed. */
export function groupNews(said: {
  title: string
  happened: GroupNews
  by: string
  offerVoid: boolean
  receipt: { digest: string; at: Date } | null
  link: string
}): Mail {
  const { title, by, offerVoid, receipt, link } = said
  const news = happened[said.happened]
  return {
    fr: {
      subject: `Votre groupement\u00a0: ${title}`,
      body: letter(
        'Bonjour,',
        news.fr(by),
        ...(offerVoid
          ? [
              'L’offre déposée ne compte plus. Il faut la sceller de nouveau avant la date limite, une fois tous d’accord.',
            ]
          : []),
        ...(receipt
          ? [
              `Reçue le ${parisMoment(receipt.at.toISOString(), 'fr')} (heure de Paris). Empreinte SHA-256\u00a0:\n${receipt.digest}`,
            ]
          : []),
        `Voir le groupement\u00a0:\n${link}`,
      ),
    },
    en: {
      subject: `Your group: ${title}`,
      body: letter(
        'Hello,',
        news.en(by),
        ...(offerVoid
          ? [
              'The offer that was sent no longer counts. It has to be sealed again before the deadline, once all agree.',
            ]
          : []),
        ...(receipt
          ? [
              `Received on ${parisMoment(receipt.at.toISOString(), 'en')} (Paris time). SHA-256 digest:\n${receipt.digest}`,
            ]
          : []),
        `See the group:\n${link}`,
      ),
    },
  }
}
