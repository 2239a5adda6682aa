import type { PoolNews } from '../notifications/notify.ts'
import { letter, type Mail } from './words.ts'

/** To a buyer: another, or the operator, asks it into a pool. */
export function poolInvited({ by, title, link }: { by: string; title: string; link: string }): Mail {
  return {
    fr: {
      subject: `${by} vous propose un achat groupé\u00a0: ${title}`,
      body: letter(
        'Bonjour,',
        `${by} vous propose de rejoindre l’achat groupé «\u00a0${title}\u00a0».`,
        `Lire la convention, apporter vos quantités ou décliner\u00a0:\n${link}`,
      ),
    },
    en: {
      subject: `${by} asks you into a joint purchase: ${title}`,
      body: letter(
        'Hello,',
        `${by} asks you to join the joint purchase “${title}”.`,
        `Read the agreement, bring your quantities or decline:\n${link}`,
      ),
    },
  }
}

const happened: Record<PoolNews, { fr: (by: string) => string; en: (by: string) => string }> = {
  proposed: {
    fr: by => `${by} vous propose d’en être le coordonnateur.`,
    en: by => `${by} asks you to be its coordinator.`,
  },
  'taken-on': {
    fr: by => `${by} accepte d’en être le coordonnateur.`,
    en: by => `${by} agrees to be its coordinator.`,
  },
  changed: {
    fr: by => `${by} a changé la convention. Votre signature est demandée de nouveau.`,
    en: by => `${by} has changed the agreement. Your signature is asked again.`,
  },
  joined: { fr: by => `${by} a rejoint l’achat groupé.`, en: by => `${by} has joined.` },
  left: { fr: by => `${by} quitte l’achat groupé.`, en: by => `${by} leaves the joint purchase.` },
  removed: {
    fr: by => `${by} poursuit l’achat groupé sans vous. La raison est sur la page.`,
    en: by => `${by} goes on without you. The page says why.`,
  },
  fixed: {
    fr: by => `${by} a arrêté les quantités\u00a0: elles vont être mises en consultation.`,
    en: by => `${by} has fixed the quantities: they go out to tender.`,
  },
  reopened: {
    fr: by => `${by} rouvre l’achat groupé\u00a0: les quantités peuvent changer.`,
    en: by => `${by} reopens the joint purchase: quantities may change.`,
  },
  dissolved: { fr: by => `${by} dissout l’achat groupé.`, en: by => `${by} dissolves the joint purchase.` },
}

/** To the members of a pool: what became of it. */
export function poolNews(said: { by: string; title: string; happened: PoolNews; link: string }): Mail {
  const { by, title, link } = said
  const news = happened[said.happened]
  return {
    fr: {
      subject: `Votre achat groupé\u00a0: ${title}`,
      body: letter('Bonjour,', news.fr(by), `Voir l’achat groupé\u00a0:\n${link}`),
    },
    en: {
      subject: `Your joint purchase: ${title}`,
      body: letter('Hello,', news.en(by), `See the joint purchase:\n${link}`),
    },
  }
}
