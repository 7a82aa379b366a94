/** 答复模板: what people may begin an answer with, by step and category, with the case's facts filled in. Nothing is sent by itself. */
@NullMarked
package org.ganxian.reply;

import org.jspecify.annotations.NullMarked;
