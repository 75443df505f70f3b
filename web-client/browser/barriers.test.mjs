// What keeps people out who see little, use a keyboard or hold a small phone.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { closeBrowser, openBrowser, Person, unique } from './people.mjs'
import { texts } from './texts.mjs'

before(openBrowser)
after(closeBrowser)

/** Every page, as a stranger, a guest in a room and somebody with an account see it. */
async function everyPage(person, look) {
  for (const page of ['/', '/login', '/register', '/forgot-password', '/reset-password?token=x', '/verify-email?token=x', '/problems']) {
    await person.goes(page)
    await look()
  }
  const code = await person.opensARoom(`A room of a name as long as ${'very '.repeat(9)}long`)
  await person.says(`${'Wordswithoutspaces'.repeat(8)} and https://example.org/${'path/'.repeat(30)}`)
  await look()
  await person.goes('/register')
  await person.fillsRegistration(unique('eve'))
  await look()
  for (const page of ['/rooms', '/rooms/new', '/rooms/directory', '/people', '/search?q=words', '/settings', '/settings/security', '/settings/logins', '/settings/keys', '/settings/data']) {
    await person.goes(page)
    await look()
  }
  await person.goes(`/r/${code}`)
  await person.link(texts.members.link).click()
  await person.heading(texts.members.heading).waitFor()
  await look()
}

/** What opens over a page, or beside it. */
async function everyOpening(person, look) {
  const { page } = person
  const { actions } = texts.room
  const code = await person.opensARoom('Openings')
  await person.saysFirmly('Look around')
  await page.getByRole('navigation', { name: texts.account.menu }).getByRole('button').first().click()
  await look('the account menu')
  await page.keyboard.press('Escape')
  await person.button(texts.room.date.open).click()
  await page.getByLabel(texts.room.date.day, { exact: true }).waitFor()
  await look('the jump to a date')
  await page.keyboard.press('Escape')
  await person.button(texts.room.emoji.open).click()
  await page.getByRole('dialog', { name: texts.room.emoji.heading }).waitFor()
  await look('the emoji picker')
  await page.keyboard.press('Escape')
  await person.asksOf('Look around', actions.react)
  await look('the emoji for a reaction')
  await person.message('Look around').getByRole('button', { name: '👍', exact: true }).first().click()
  await person.asksOf('Look around', actions.more)
  await look('what to do with a message')
  await person.button(actions.pin).click()
  await person.message('Look around').getByText(texts.room.pinned).waitFor()
  await person.button(texts.room.pins.show).click()
  await page.getByRole('region', { name: texts.room.pins.heading }).getByText('Look around').waitFor()
  await look('the pinned messages')
  await person.button(texts.room.pins.show).click()
  await person.asksOf('Look around', texts.room.thread.reply)
  await page.getByText(texts.room.thread.empty).waitFor()
  await page.getByLabel(texts.room.thread.composer, { exact: true }).fill('A reply')
  await page.keyboard.press('Enter')
  await page.getByRole('complementary', { name: texts.room.thread.heading }).getByText('A reply', { exact: true }).waitFor()
  await look('a thread')
  await person.context.setOffline(true)
  await page.getByText(texts.room.offline).waitFor()
  await look('a page that is offline')
  await person.context.setOffline(false)
  await person.goes(`/r/${code}`)
  await person.link(texts.members.link).click()
  await person.heading(texts.members.heading).waitFor()
  await page.getByRole('button', { name: texts.roomSettings.leave }).first().click()
  await page.getByRole('dialog').waitFor()
  await look('a question before a deed')
  await person.goes('/docs')
  await page.locator('.opblock-tag-section').first().waitFor()
  await look('the interfaces for developers')
}

/** All that can be otherwise in the dark, where nothing but colours changes. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block']
const narrow = { width: 320, height: 568 }

/** What keeps somebody out on the way, in either colours, and what is too wide for a phone. */
async function barriersOn(walk) {
  const ada = await Person.arrives()
  const { page } = ada
  const wide = page.viewportSize()
  const found = []
  await walk(ada, async (opening = '') => {
    if (!opening) await ada.looks()
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme })
      await page.waitForFunction(
        (light) => Number(getComputedStyle(document.body).backgroundColor.match(/\d+/)[0]) > 128 === light,
        colorScheme === 'light',
      )
      // half way from one colour to the other nothing has the contrast that it will have
      await page.waitForFunction(() =>
        document.getAnimations().every((one) => !(one instanceof CSSTransition) || one.playState !== 'running'),
      )
      const rules = colorScheme === 'dark' ? OF_COLOURS : undefined
      found.push(...(await ada.barriers(rules)).map((barrier) => `${opening} ${colorScheme} ${barrier}`))
    }
    await page.setViewportSize(narrow)
    // it may take the page a moment to find its new shape
    const fits = page.waitForFunction(
      () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
      undefined,
      { timeout: 5000 },
    )
    const overhang = await fits.then(() => 0, ada.overhang)
    if (overhang > 0) found.push(`${opening} ${page.url()} is ${overhang} pixels too wide`)
    await page.setViewportSize(wide)
  })
  assert.deepEqual(found, [])
  await ada.leaves()
}

test('no page has a barrier that axe calls serious, light or dark, or scrolls sideways on 320 pixels', () =>
  barriersOn(everyPage))

test('nor has a dialog, a menu, a picker, a panel or a banner', () => barriersOn(everyOpening))
