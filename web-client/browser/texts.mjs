// The very words that the app shows, so that a story reads as a person does and survives a new wording.
import { readFileSync } from 'node:fs'
import ts from 'typescript'

const source = readFileSync(new URL('../src/texts.ts', import.meta.url), 'utf8')
const { outputText } = ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.ESNext } })
export const { texts } = await import(`data:text/javascript,${encodeURIComponent(outputText)}`)
