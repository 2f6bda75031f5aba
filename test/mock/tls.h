// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Stand-ins for TLS contexts, with their real names and shapes.
#pragma once

extern "C" {
typedef struct ssl_st SSL;
typedef struct ssl_ctx_st SSL_CTX;
typedef struct ssl_method_st SSL_METHOD;
const SSL_METHOD *TLS_server_method(void);
SSL_CTX *SSL_CTX_new(const SSL_METHOD *);
void SSL_CTX_free(SSL_CTX *);
SSL_CTX *SSL_get_SSL_CTX(const SSL *);
SSL *SSL_new(SSL_CTX *);
int SSL_CTX_use_certificate_file(SSL_CTX *, const char *, int);
int SSL_CTX_check_private_key(const SSL_CTX *);
long SSL_CTX_ctrl(SSL_CTX *, int, long, void *);
}
#define SSL_CTRL_MODE 33
#define SSL_CTX_set_mode(ctx, op) SSL_CTX_ctrl((ctx), SSL_CTRL_MODE, (op), nullptr)
#define SSL_CTX_get_mode(ctx) SSL_CTX_ctrl((ctx), SSL_CTRL_MODE, 0, nullptr)

namespace boost::asio::ssl {
class context {
public:
  enum method { tls_server };
  enum file_format { asn1, pem };
  explicit context(method);
  context(context &&);
  context &operator=(context &&);
  ~context();
  SSL_CTX *native_handle();
  void set_options(long);
  void clear_options(long);
  void use_certificate_chain_file(const char *);
  void use_private_key_file(const char *, file_format);
  void load_verify_file(const char *);
  void add_verify_path(const char *);
};
} // namespace boost::asio::ssl

namespace folly {
class SSLContext {
public:
  virtual ~SSLContext();
  virtual void loadCertificate(const char *path, const char *format = "PEM");
  virtual void setVerificationOption(int);
  void setOptions(long);
  SSL *createSSL() const;
  SSL_CTX *getSSLCtx() const;
};
} // namespace folly
