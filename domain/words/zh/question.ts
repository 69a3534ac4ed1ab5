import { type Answers, QUESTIONS, type QuestionId, type TopicId } from '../../tip/questions.ts'

type Words = {
  readonly [Q in QuestionId]: (typeof QUESTIONS)[Q] extends { options: readonly (infer O extends string)[] }
    ? { label: string; hint?: string; options: Readonly<Record<O, string>> }
    : { label: string; hint?: string }
}

export const TOPIC_WORDS: Readonly<Record<TopicId, string>> = {
  hazardous: '危险废物、医疗废物、危险化学品',
  storage: '存放的地方',
  sludge: '污泥',
  dumping: '倾倒、堆放',
  wastewater: '废水、水体',
  soil: '土壤、地下水',
  gas: '废气、异味',
  noise: '噪声',
  ecology: '生态破坏',
  radiation: '辐射',
  facility: '治污设施',
  data: '监测数据',
}

const NOT_SEEN = '没看清'

export const QUESTION_WORDS: Words = {
  packaging: {
    label: '用什么装着',
    options: { drums: '桶', bags: '袋', tanks: '罐或槽车', loose: '散着，没有包装' },
  },
  quantity: {
    label: '大约有多少',
    hint: '估计就行：一只 200 升铁桶装满约 0.2 吨，15 桶约 3 吨。别靠近去数。',
    options: { under_1t: '不到 1 吨', from_1_to_3t: '1 至 3 吨', over_3t: '3 吨以上' },
  },
  labels: {
    label: '包装上有没有标志',
    options: { danger_sign: '有危险标志', words_only: '只有文字', none: '什么也没有', not_seen: NOT_SEEN },
  },
  label_text: { label: '标签上写的字', hint: '看到几个字写几个字。' },
  leaking: { label: '有没有渗漏', options: { yes: '有', no: '没有', not_seen: NOT_SEEN } },
  stored_where: {
    label: '放在哪里',
    options: { outdoors: '露天', closed_room: '不通风的屋里', beside_homes: '紧挨住家', beside_water: '紧挨水边' },
  },
  sludge_smell: { label: '污泥什么气味', options: { none: '没有气味', rotten: '腐臭', chemical: '刺鼻，像化工品' } },
  sludge_look: {
    label: '污泥什么样子',
    options: { black: '黑色', brown: '褐色', liquid: '稀的，会流', pressed_cakes: '压成块或饼' },
  },
  dump_size: {
    label: '倒了多少',
    options: { some_bags: '几袋', one_load: '一车', several_loads: '好几车', heaps: '成堆成片' },
  },
  truck: {
    label: '用什么车',
    options: {
      tricycle: '三轮车',
      small_truck: '面包车或小货车',
      tipper: '渣土车、自卸车',
      tanker: '罐车',
      not_seen: '没看到车',
    },
  },
  dump_when: { label: '多在什么时候', options: { day: '白天', evening: '傍晚', night: '夜里' } },
  dump_covered: {
    label: '现在什么样',
    options: { open: '露天堆着', covered: '盖住了', buried: '埋了', in_water: '倒进了水里' },
  },
  water_colour: {
    label: '水什么颜色',
    options: { clear: '看着清', black: '黑', brown: '黄褐', milky: '乳白', bright: '红、绿、蓝等鲜艳颜色' },
  },
  water_signs: {
    label: '还看到、闻到什么',
    options: { smell: '有异味', foam: '有泡沫', oil_film: '有油花', dead_fish: '有死鱼', steam: '冒热气' },
  },
  outlet: {
    label: '从哪里排出来',
    options: {
      pipe: '明管',
      ditch: '沟渠',
      manhole: '雨水井、污水井',
      hidden_pipe: '暗管',
      pit: '渗坑、渗井',
      tanker: '罐车',
      not_seen: NOT_SEEN,
    },
  },
  discharge_when: { label: '多在什么时候排', options: { all_day: '一直在排', night: '夜里', rain: '下雨时' } },
  soil_signs: {
    label: '地面上能看到什么',
    options: {
      discoloured: '土变色',
      smell: '有异味',
      oil: '有油迹',
      dead_plants: '草木枯死',
      buried_waste: '挖出或露出废物',
    },
  },
  well: {
    label: '附近的井水',
    options: { no_well: '附近没有井', unchanged: '没有变化', smell_or_colour: '有味或变色' },
  },
  smoke_colour: {
    label: '烟什么颜色',
    options: { none: '看不见烟', white: '白', black: '黑', yellow: '黄', blue: '蓝灰' },
  },
  smell: {
    label: '像什么气味',
    options: { rotten_eggs: '臭鸡蛋', burnt_plastic: '烧塑料', paint: '油漆、汽油', sour: '酸、呛人', cooking: '油烟' },
  },
  gas_when: { label: '多在什么时候闻到', options: { day: '白天', evening: '傍晚', night: '夜里' } },
  noise_when: {
    label: '什么时候吵',
    options: { morning: '清早', noon: '午休', day: '白天', evening: '晚上', night: '夜里 22 点到 6 点' },
  },
  noise_source: { label: '声音从什么来', hint: '例如切割机、空调外机、音响。' },
  ecology_harm: {
    label: '破坏了什么',
    options: {
      trees_felled: '砍伐林木',
      water_filled: '填占河湖湿地',
      sand_or_stone: '挖沙采石取土',
      animals: '伤害野生动物',
    },
  },
  radiation_source: {
    label: '辐射可能来自',
    options: {
      base_station: '通信基站',
      power_line: '输变电',
      hospital: '医院、检测单位',
      lost_source: '疑似丢弃的放射源',
    },
  },
  facility_which: {
    label: '哪种设施没有正常运行',
    options: { gas: '废气处理', dust: '除尘', water: '污水处理', monitor: '在线监测' },
  },
  facility_when: { label: '什么时候停', options: { night: '夜里', weekend: '周末、节假日', always: '一直没开' } },
  falsified_how: {
    label: '怎么造假',
    options: {
      sampler_moved: '挪动、堵塞采样头',
      diluted: '稀释样品',
      numbers_changed: '改数据、改参数',
      switched_off: '断电断网',
      sample_swapped: '调换样品',
    },
  },
  monitor_which: { label: '哪个监测点或设备', hint: '排口编号、设备名称、大概位置都行。' },
}

/** An answer for a person. */
export function answerWord(id: QuestionId, answer: string | readonly string[]): string {
  const words = QUESTION_WORDS[id]
  const options: Readonly<Record<string, string>> = 'options' in words ? words.options : {}
  return [answer]
    .flat()
    .map((one) => options[one] ?? one)
    .join('、')
}

/** All answers of a tip as label and words, in the order of the form. */
export function answerLines(answers: Answers): [label: string, answer: string][] {
  return (Object.keys(QUESTIONS) as QuestionId[]).flatMap((id): [string, string][] => {
    const answer = answers[id]
    return answer === undefined ? [] : [[QUESTION_WORDS[id].label, answerWord(id, answer)]]
  })
}
