import type { WatchedWord } from './watched-words.ts';

const many = (text: string): string[] => text.split(' ');

// "First" as an ordinal or in a name is ordinary speech.
const afterOrdinal = many(
  '步 次 章 个 天 日 阶段 期 页 种 类 方 人称 时间 周 年 季度 季 月 列 行 层 级 项 条 款 节 部分 轮 批 版 手 届 代 性原理 范式 人民 医院 中学 小学 大学 财经 产业 象限 组 段 张 份 眼 印象 责任人 笔 回 遍 遇 站 个人 十 百 千 二 三 课 讲 集 卷 册 篇 位数 位字 字段 字节 参数 顺位 汽车 附属 接触 梯队 台阶 楼 街 路 区 道 刻 桶 反应 夫人 单',
);
const claims = many(
  '排名 行业 全国 全球 世界 国内 销量 市场 业界 亚洲 中国 口碑 质量 服务 效果 行业内 市场占有率 占有率',
);

// "Unique" in the language of data is a property, not a boast.
const uniqueThings = many(
  '标识 识别 值 性 键 索引 约束 码 编号 编码 编 id 号 主键 字段 流水 序列 请求 订单 凭证 字符串 token uuid guid 名称 名 身份 代码 地址 键值 主体 校验 的标识 的id 的编号 的标示 的值 的请求 的订单 的名称 的key key 确定 对应 映射 索引值 实例 用户标识 用户id 设备 文件名 不重复',
);

/** Words that advertising law and taste forbid. Configurable; a deployment may replace or extend the list. */
export const defaultExaggerations: readonly WatchedWord[] = [
  { word: '第一', counts: '第二', notBefore: afterOrdinal, always: claims },
  { word: '第壹', notBefore: afterOrdinal, always: claims },
  { word: '第1', counts: '第2', notBefore: [...afterOrdinal, ...'0123456789'], always: claims },
  {
    word: '唯一',
    notBefore: uniqueThings,
    notAfter: many(
      '全局 必须 保持 确保 保证 名称 且 需 要求 应 不 非 系统内 局部 值 编号 标识 须 要 生成 内 id 不是 并非 字段 组合 是否',
    ),
    always: many('全国 全球 行业 国内 世界 市场'),
  },
  {
    word: '最优',
    notBefore: many('化 解 路径 值 停止 控制 子结构 算法 策略 分配 配置 参数 先 排序'),
    notAfter: many('局部 全局 求 帕累托 次'),
  },
  { word: '最佳', notBefore: many('实践 匹配 路径 拟合 时间 时机 分辨率 答案 适配 参数 尺寸 长度 效果请') },
  {
    word: '国家级',
    notBefore: many(
      '新区 开发区 经济 自然保护区 贫困县 非物质文化遗产 文物 高新 行政 省级 和省级 及省级 与省级 或省级 到省级 标准 气象站 森林公园 湿地 风景名胜区',
    ),
  },
  { word: '世界级', notBefore: many('遗产 地图') },
  { word: '顶级', notBefore: many('域名 域 目录 节点 父 菜单 类目 分类 元素 对象 字段 键 属性 key 模块') },
  {
    word: '万能',
    notAfter: many('千 百 十 数 几 一 二 两 三 四 五 六 七 八 九 0'),
    notBefore: many('险 胶 表 角 工'),
  },
  { word: '首家', notAfter: ['榜'], notBefore: many('庭 族 门店 店') },
  { word: '独家', notAfter: ['单'], severity: 'warning' },
  { word: '无敌' },
  { word: '独一无二' },
  { word: '史无前例' },
  { word: '空前绝后' },
  { word: '绝无仅有' },
  { word: '遥遥领先' },
  { word: '零风险' },
  { word: '全网最低' },
  { word: '最低价', severity: 'warning' },
  { word: '行业领袖' },
  { word: '领导品牌' },
  { word: '王牌' },
  ...many(
    '最先进 最专业 最权威 最强 最便宜 最优惠 最安全 最受欢迎 最高级 最完美 最顶尖 最好用 最好的 最领先 最佳选择 最可靠',
  ).map((word) => ({
    word,
    ...(word === '最强' ? { within: many('最强制 最强信号') } : {}),
    ...(word === '最优惠' ? { within: ['最优惠券'] } : {}),
  })),
  ...many('全国最大 全球最大 国内最大 行业最大 世界最大 规模最大 全国首创 全球首发 全国领先 世界领先').map(
    (word) => ({ word }),
  ),
  ...many('100%有效 百分之百有效 百分百有效 100%成功 百分百成功').map((word) => ({ word })),
  { word: 'number one', severity: 'warning' },
  { word: "world's best" },
  { word: 'the best in the world' },
  { word: 'unbeatable', severity: 'warning' },
];

/** Texts that lead a buyer to pay or to deal elsewhere. */
export const defaultPaymentHints: readonly WatchedWord[] = [
  ...many(
    '线下付款 线下支付 线下交易 线下转账 私下交易 私下联系 私下付款 转账给我 汇款至 汇款到 打款至 打款到 站外交易 站外付款 平台外交易 绕过平台 绕开平台 不走平台 直接付款给',
  ).map((word) => ({ word, notBefore: many('接口 功能 记录 单 订单 查询 对账 统计 凭证管理') })),
  { word: '支付宝转账', notBefore: many('接口 api 查询 功能 记录 能力 单 通知 回调') },
  { word: '微信转账', notBefore: many('接口 api 查询 功能 记录 能力 单 通知 回调') },
  { word: '扫码付款给' },
  { word: '私聊', severity: 'warning' },
  { word: '加群', severity: 'warning', notAfter: many('增 添') },
  { word: '好评返现' },
  { word: 'pay offline' },
  { word: 'pay us directly' },
];

/** The marketplace's own names; `misspellings` are looked for as well, for Latin names any one wrong letter too. */
export type BrandName = {
  name: string;
  misspellings?: readonly string[];
  notBefore?: readonly string[];
  notAfter?: readonly string[];
};

export const defaultBrands: readonly BrandName[] = [
  {
    name: '云市',
    misspellings: many('云巿 芸市 云帀 云铈 耘市'),
    notBefore: ['场'],
    notAfter: many('白 连 阿里 华为 腾讯 凌 青'),
  },
  { name: 'Yunshi', misspellings: many('yun-shi yumshi yunsi yunshii'), notBefore: [] },
];

/** Ordinary words that are one letter away from a Latin brand name. */
export const defaultBrandInnocents: readonly string[] = many('yunshu yunsha kunshi sunshi');
