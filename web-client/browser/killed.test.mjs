// MESSAGE_SERVICE is the pid of one of two instances of message-service, behind a launcher that replaces it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { closeBrowser, gateway, openBrowser, Person } from './people.mjs'
import { texts } from './texts.mjs'

before(openBrowser)
after(closeBrowser)

const mortal = Number(process.env.MESSAGE_SERVICE)
const LINES = 8

test(
  'a node is killed while people write: the page says so and goes on, nothing is lost or doubled',
  { skip: !mortal && 'MESSAGE_SERVICE is the pid of an instance that may be killed' },
  async () => {
    const ada = await Person.arrives()
    const code = await ada.opensARoom('Cellar')
    const bo = await somebodyOnAnotherNode(code, await ada.connects())
    const people = [ada, bo]
    const all = people.flatMap((_, place) => lines(place))
    await Promise.all(people.map((each) => each.watchesReports()))

    await Promise.all(
      people.map(async (each, place) => {
        for (const [count, words] of lines(place).entries()) {
          await each.says(words)
          if (place === 0 && count === LINES / 2) process.kill(mortal, 'SIGKILL')
        }
      }),
    )
    for (const each of people) for (const words of all) await each.reads(words)
    await Promise.all(people.map((each, place) => each.saysFirmly(`After, ${place}`)))

    const late = await Person.arrives()
    await late.entersByLink(code)
    for (const each of [...people, late]) await each.readsOnce(...all, 'After, 0', 'After, 1')
    const [first, second, third] = await Promise.all([...people, late].map(order))
    assert.deepEqual(second, first)
    assert.deepEqual(third, first)
    const reports = await Promise.all(people.map((each) => each.reports()))
    assert.equal(reports.filter((all) => all.includes(texts.room.reconnecting)).length, 1, 'who was on the killed node')
    for (const each of people) assert.equal(await each.page.getByText(texts.room.reconnecting).count(), 0)
    await Promise.all([...people, late].map((each) => each.leaves()))
    await allAreBack()
  },
)

const lines = (place) => Array.from({ length: LINES }, (_, count) => `Line ${count} of ${place}`)

async function somebodyOnAnotherNode(code, node) {
  for (let tries = 0; tries < 12; tries++) {
    const somebody = await Person.arrives()
    await somebody.entersByLink(code)
    if ((await somebody.connects()) !== node) return somebody
    await somebody.leaves()
  }
  assert.fail(`Everybody gets to ${node}`)
}

/** The lines as they stand on this screen. */
async function order(person) {
  const articles = await person.log().getByRole('article').allInnerTexts()
  return articles.map((text) => /Line \d+ of \d|After, \d/.exec(text)?.[0]).filter(Boolean)
}

/** What comes after this story needs both instances. */
async function allAreBack() {
  for (let tries = 0; tries < 240; tries++) {
    const { services } = await (await fetch(`${gateway}/api/health`)).json()
    const { instances, up } = services['message-service']
    if (instances > 1 && up === instances) return
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  assert.fail('The killed instance was not replaced')
}
