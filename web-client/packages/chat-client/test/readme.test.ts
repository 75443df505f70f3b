// @vitest-environment node
import { expect, it } from 'vitest'
import example from '../example/talk.ts?raw'
import readme from '../README.md?raw'

it('shows the example as it is, and it is short', () => {
  expect(readme).toContain(example)
  expect(example.trim().split('\n').length).toBeLessThanOrEqual(22)
})
