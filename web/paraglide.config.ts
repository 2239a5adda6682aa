import type { CompilerOptions } from '@inlang/paraglide-js'

/** How the messages become functions: the same for the build and for the checks that run without one. */
export const paraglide = {
  project: './project.inlang',
  outdir: './src/lib/paraglide',
  strategy: ['localStorage', 'cookie', 'preferredLanguage', 'baseLocale'],
  localStorageKey: 'language',
  cookieName: 'language',
  isServer: "import.meta.env?.SSR ?? typeof window === 'undefined'",
} satisfies CompilerOptions
