#pragma once
#include <histedit.h>
#include <stdio.h>

// Swift cannot call functions with `...`, and standard streams are macros on some systems.

static inline EditLine *edit_open(const char *program) { return el_init(program, stdin, stdout, stderr); }

static inline void edit_set_context(EditLine *editor, void *context) { el_set(editor, EL_CLIENTDATA, context); }

static inline void *edit_context(EditLine *editor) {
    void *context = NULL;
    el_get(editor, EL_CLIENTDATA, &context);
    return context;
}

static inline void edit_set_prompt(EditLine *editor, char *(*prompt)(EditLine *)) {
    el_set(editor, EL_PROMPT, prompt);
}

static inline void edit_set_history(EditLine *editor, History *kept) {
    el_set(editor, EL_EDITOR, "emacs");
    el_set(editor, EL_SIGNAL, 1);
    el_set(editor, EL_HIST, history, kept);
}

static inline void edit_bind(
    EditLine *editor, const char *key, const char *name, const char *help,
    unsigned char (*function)(EditLine *, int)) {
    el_set(editor, EL_ADDFN, name, help, function);
    el_set(editor, EL_BIND, key, name, NULL);
}

/// Binds a key to a function that libedit has.
static inline void edit_bind_known(EditLine *editor, const char *key, const char *name) {
    el_set(editor, EL_BIND, key, name, NULL);
}

/// Ctrl-C and Ctrl-Z are keys like others while a line is edited.
static inline void edit_take_interrupts(EditLine *editor) { el_set(editor, EL_SETTY, "-d", "-isig", NULL); }

/// Gives the terminal back as it was, or takes it again.
static inline void edit_use_terminal(EditLine *editor, int is_used) { el_set(editor, EL_PREP_TERM, is_used); }

static inline void edit_resize_history(History *kept, int size) {
    HistEvent event;
    history(kept, &event, H_SETSIZE, size);
    history(kept, &event, H_SETUNIQUE, 1);
}

static inline void edit_add_history(History *kept, const char *line) {
    HistEvent event;
    history(kept, &event, H_ENTER, line);
}

static inline int edit_load_history(History *kept, const char *path) {
    HistEvent event;
    return history(kept, &event, H_LOAD, path);
}

static inline int edit_save_history(History *kept, const char *path) {
    HistEvent event;
    return history(kept, &event, H_SAVE, path);
}
