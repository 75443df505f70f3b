/** The emoji that are offered, with what they are called for searching and for screen readers. */
export const EMOJI: readonly (readonly [string, string])[] = (
  '👍 thumbs up|👎 thumbs down|❤️ heart|😂 tears of joy|😮 surprised|😢 sad|🙏 thanks|🎉 party|🔥 fire|👀 looking|' +
  '✅ done|❌ no|💯 hundred|👏 applause|🙌 hooray|💪 strong|🤝 agreed|👋 hello|🤔 thinking|😀 grinning|' +
  '😄 laughing|😅 relieved|😊 smiling|😉 winking|😍 in love|😘 kiss|😎 cool|🤗 hug|🙂 slight smile|🙃 upside down|' +
  '😐 neutral|😴 sleeping|🥱 yawning|😭 crying|😡 angry|🤯 mind blown|🥳 celebrating|🤩 star-struck|😇 angel|😬 grimacing|' +
  '🤦 facepalm|🤷 shrug|☕ coffee|🍵 tea|🍕 pizza|🍰 cake|🍎 apple|🍻 cheers|🌞 sun|🌧️ rain|' +
  '🌈 rainbow|⭐ star|🌙 moon|🌱 seedling|🌻 flower|🐶 dog|🐱 cat|🦊 fox|🦦 otter|🦉 owl|' +
  '🚀 rocket|🚲 bicycle|🚆 train|✈️ plane|🏠 house|📌 pin|📎 paper clip|📅 calendar|⏰ alarm clock|💡 idea|' +
  '🐛 bug|🛠️ tools|🧪 test tube|📈 rising|📉 falling|💬 speech|❓ question|❗ exclamation|➕ plus|🎵 music'
)
  .split('|')
  .map((entry) => {
    const space = entry.indexOf(' ')
    return [entry.slice(0, space), entry.slice(space + 1)] as const
  })

export const QUICK: readonly string[] = ['👍', '❤️', '😂', '🎉', '👀', '✅']
