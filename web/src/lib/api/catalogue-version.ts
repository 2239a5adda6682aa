/** The version of the catalogue that the last answer was made with, told to whoever keeps a copy of it. */
let told: (version: string) => void = () => {}

export function onCatalogueVersion(listener: (version: string) => void): void {
  told = listener
}

/** Tells of an answer that names its version; one of a file, or of an older server, names none. */
export function tellCatalogueVersion(answer: Response): void {
  const version = answer.headers.get('catalogue-version')
  if (version !== null) told(version)
}
